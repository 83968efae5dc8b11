"""A body for each operation that people try first."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, object] = {
    "patch_family": {"language": "de", "zone": "Europe/Berlin", "week_start": 0},
    "post_members": {"name": "Robin", "role": "child", "pin": "2604", "born": "2018-05-04"},
    "patch_members_member_id": {"called": ["rob", "robbie"]},
    "post_devices_links": {"name": "Hall tablet"},
    "post_tokens": {"name": "Kitchen clock", "scopes": ["read"], "days": 90},
    "post_chores": {
        "title": "Feed the cat",
        "people": [4],
        "repeat": "daily",
        "times": ["17:00"],
        "points": 2,
    },
    "post_occurrences_occurrence_id_return": {"note": "Fresh water too, please"},
    "post_occurrences_occurrence_id_ending": {"how": "excuse", "note": "The cat was at the vet"},
    "post_points": {"member_id": 4, "amount": 5, "reason": "Kind to a snail", "key": "snail-000001"},
    "post_rewards": {"title": "Ice cream", "points": 15, "minutes": 0},
    "put_screen_time_members_member_id_rules": {
        "minutes": [45, 45, 45, 45, 45, 90, 90],
        "hours": [[{"start": "15:00", "end": "19:30"}]] * 5 + [[], []],
        "beds": [{"start": "20:00", "end": "07:00"}] * 7,
        "caps": [{"of": "category", "name": "games", "minutes": [30, 30, 30, 30, 30, 60, 60]}],
        "why": "School has begun",
    },
    "post_screen_time_exceptions": {
        "kind": "holiday",
        "first": "2026-04-03",
        "last": "2026-04-12",
        "minutes": 180,
        "why": "Easter",
    },
    "post_screen_time_members_member_id_pause": {"why": "Dinner is ready"},
    "post_screen_time_members_member_id_usage": {
        "device": "phone",
        "intervals": [
            {
                "start": "2026-03-10T13:00:00Z",
                "end": "2026-03-10T13:10:00Z",
                "app": "Chess",
                "category": "games",
            }
        ],
    },
    "post_screen_time_members_member_id_intervals": {"app": "TV", "category": "video", "minutes": 30},
    "post_screen_time_members_member_id_grants": {"minutes": 15, "why": "A rainy day"},
    "put_notifications_target": {"server": "https://ntfy.sh", "topic": "quiet-evenings"},
    "post_ask": {"text": "How much time do I have left?"},
    "post_memories": {"text": "The kite is in the attic.", "visible_to": "family"},
    "put_memories_memory_id": {"text": "The kite is in the hall."},
}
