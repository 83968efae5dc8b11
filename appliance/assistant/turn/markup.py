"""A model's words as markup: paragraphs, lists, tables, emphasis. Nothing loads, and nothing leads away.

A link is its words with its address beside them, as text: whoever wants to go there sees first where it is.
"""

from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "blockquote"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
LEFT_AS_TYPED = ["reference", "hr", "html_block", "html_inline"]


class Inert(RendererHTML):
    """Headings become bold lines, pictures their description, addresses text."""

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return ""

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        opened = next(one for one in reversed(tokens[:idx]) if one.type == "link_open")
        address = str(opened.attrs.get("href", ""))
        said = "".join(one.content for one in tokens[tokens.index(opened) : idx])
        return (
            "" if said in (address, address.removeprefix("mailto:")) else f" (<code>{escape(address)}</code>)"
        )

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return str(escape(tokens[idx].content))

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "<p><strong>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</strong></p>\n"


_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=Inert)
_reader.enable("table").disable(LEFT_AS_TYPED)


def as_markup(text: str) -> Markup:
    return Markup(nh3.clean(_reader.render(text), tags=TAGS | TABLES, attributes={}))
