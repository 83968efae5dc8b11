"""A model's words as markup: paragraphs, lists, emphasis. No link or image: nothing loads or leads away."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "blockquote"}
LEFT_AS_TYPED = [
    "image",
    "link",
    "autolink",
    "reference",
    "heading",
    "lheading",
    "hr",
    "html_block",
    "html_inline",
]
_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(LEFT_AS_TYPED)


def as_markup(text: str) -> Markup:
    return Markup(nh3.clean(_reader.render(text), tags=TAGS, attributes={}))
