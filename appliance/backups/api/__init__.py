"""The backups, for programs of the keeper."""

from appliance.backups.api.kept import KeptApi
from appliance.backups.api.plan import PlanApi
from appliance.backups.api.returning import ChoiceApi, KeptRestorationsApi, RestorationApi
from appliance.backups.api.sheet import SheetApi
from appliance.backups.api.standing import BackupsApi

API = (BackupsApi, PlanApi, KeptApi, SheetApi, KeptRestorationsApi, ChoiceApi, RestorationApi)
