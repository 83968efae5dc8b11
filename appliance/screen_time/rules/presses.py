"""What a button of an alert says of a request: which one, in which of its turns, and the answer."""

from appliance.screen_time.rules.requests import Reply, Saying


def words_of(request_id: int, turn: int, saying: Saying, minutes: int) -> str:
    return f"{request_id}.{turn}.{saying}.{minutes}"


def read_words(words: str) -> tuple[int, int, Reply]:
    request_id, turn, saying, minutes = words.split(".")
    return int(request_id), int(turn), Reply(Saying(saying), int(minutes))
