"""What the assistant may do with chores."""

from appliance.chores.tools import deciding, everyday, planning

TOOLS = (*everyday.TOOLS, *planning.TOOLS, *deciding.TOOLS)
