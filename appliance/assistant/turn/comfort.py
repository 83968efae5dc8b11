"""The fixed words for who may be in danger, by age, with the family's help lines."""

from appliance.assistant.actions.conversations import Told
from appliance.assistant.queries.chat_rules import chat_rules_of
from appliance.assistant.rules.chats import help_lines
from appliance.assistant.rules.danger import Danger
from appliance.assistant.rules.safety import Band, band_of, words_for
from appliance.core.i18n import say
from appliance.core.work import Reading
from appliance.household.queries import member_of


async def comforting(look: Reading, kind: Danger) -> Told:
    language = look.viewer.language
    rules = await chat_rules_of(look)
    lines = () if kind is Danger.SECRET else (say(language, help_lines(rules)),)
    return Told(say(language, words_for(kind, await band_of_viewer(look))), "safety", lines=lines)


async def band_of_viewer(look: Reading) -> Band:
    member = await member_of(look, look.viewer.member_id)
    return band_of(look.viewer.role, member.born, look.today)
