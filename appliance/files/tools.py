"""Looking for a file of the family: understood already, and said to be not here yet."""

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.i18n import mark as _
from appliance.core.registry import Risk, Tool


class FileFind(BaseModel):
    model_config = ConfigDict(extra="forbid")

    query: str = Field(min_length=1, max_length=200, description="The thing alone: what the file is about")


TOOLS = (
    Tool(
        name="file_find",
        call=_("Find the file: %(query)s"),
        describes="Finds a file that the family has put away.",
        input=FileFind,
        risk=Risk.READ,
        coming=True,
        examples=(
            "find the insurance letter",
            "where is the PDF of the school timetable",
            "open the washing machine manual",
            "look for the vaccination card",
        ),
    ),
)
