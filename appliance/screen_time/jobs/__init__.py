"""What is due with screen time in the background."""

from appliance.screen_time.jobs import requests

JOBS = (*requests.JOBS,)
