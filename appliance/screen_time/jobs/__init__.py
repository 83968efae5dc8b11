"""What is due with screen time in the background."""

from appliance.screen_time.jobs import days, requests

JOBS = (*requests.JOBS, *days.JOBS)
