"""What the assistant may do with screen time."""

from appliance.screen_time.tools import asking, giving, left, pausing

TOOLS = (*left.TOOLS, *giving.TOOLS, *asking.TOOLS, *pausing.TOOLS)
