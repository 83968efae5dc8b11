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
        "weekday_minutes": 45,
        "weekend_minutes": 90,
        "bed_from": "20:00",
        "bed_until": "07:00",
    },
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
