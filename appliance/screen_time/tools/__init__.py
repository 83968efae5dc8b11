"""What the assistant may do with screen time."""

from appliance.screen_time.tools import giving, left, pausing

TOOLS = (*left.TOOLS, *giving.TOOLS, *pausing.TOOLS)
