"""What is due with screen time in the background."""

from appliance.screen_time.jobs import days, open_apps, requests, silence, watching

JOBS = (*requests.JOBS, *days.JOBS, *open_apps.JOBS, *watching.JOBS, *silence.JOBS)
