BEGIN;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	door VARCHAR NOT NULL, 
	verb VARCHAR NOT NULL, 
	facts VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE chat_model_file (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	file VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	description VARCHAR NOT NULL, 
	in_use BOOLEAN NOT NULL, 
	added_by INTEGER NOT NULL, 
	added_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (file), 
	UNIQUE (name), 
	UNIQUE (sha256)
);
CREATE TABLE family (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	zone VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	week_start INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	payload VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	due_at DATETIME NOT NULL, 
	created_at DATETIME NOT NULL, 
	sent_at DATETIME, 
	trouble VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);
CREATE TABLE tries (
	"key" VARCHAR NOT NULL, 
	failed INTEGER NOT NULL, 
	last_at DATETIME NOT NULL, 
	blocked_until DATETIME, 
	PRIMARY KEY ("key")
);
CREATE TABLE chore (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	picture VARCHAR NOT NULL, 
	way VARCHAR NOT NULL, 
	people JSON NOT NULL, 
	repeat JSON NOT NULL, 
	due_time TIME, 
	part_of_day VARCHAR NOT NULL, 
	points INTEGER NOT NULL, 
	bonus_minutes INTEGER NOT NULL, 
	photo BOOLEAN NOT NULL, 
	auto_approve BOOLEAN NOT NULL, 
	made_until DATE, 
	created_by INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	put_away_at DATETIME, 
	PRIMARY KEY (id), 
	CONSTRAINT chore_way CHECK (way IN ('one', 'each', 'pool')), 
	CONSTRAINT chore_minutes CHECK (bonus_minutes BETWEEN 0 AND 120), 
	CONSTRAINT chore_points CHECK (points BETWEEN 0 AND 500), 
	FOREIGN KEY(family_id) REFERENCES family (id)
);
CREATE TABLE device (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	enrolled BOOLEAN NOT NULL, 
	known_to JSON NOT NULL, 
	created_by INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	revoked_at DATETIME, kind VARCHAR DEFAULT 'browser' NOT NULL, dim_from TIME, dim_until TIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	UNIQUE (token_hash)
);
CREATE TABLE enrolment_link (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	code_hash VARCHAR NOT NULL, 
	device_name VARCHAR NOT NULL, 
	created_by INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	uses_left INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	UNIQUE (code_hash)
);
CREATE TABLE member (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	owner BOOLEAN NOT NULL, 
	born DATE, 
	called JSON NOT NULL, 
	face VARCHAR NOT NULL, 
	hue VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	theme VARCHAR NOT NULL, 
	password VARCHAR NOT NULL, 
	pin VARCHAR NOT NULL, 
	pin_kind VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	left_at DATETIME, guest_until DATETIME, week_start INTEGER, reading VARCHAR DEFAULT '' NOT NULL, picture VARCHAR DEFAULT '' NOT NULL, disabled_at DATETIME, person VARCHAR DEFAULT '' NOT NULL, made_owner_by INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(family_id) REFERENCES family (id)
);
CREATE TABLE reward (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	picture VARCHAR NOT NULL, 
	points INTEGER NOT NULL, 
	minutes INTEGER NOT NULL, 
	created_by INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	put_away_at DATETIME, 
	PRIMARY KEY (id), 
	CONSTRAINT reward_minutes CHECK (minutes BETWEEN 0 AND 600), 
	CONSTRAINT reward_points CHECK (points BETWEEN 1 AND 5000), 
	FOREIGN KEY(family_id) REFERENCES family (id)
);
CREATE TABLE api_token (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	scopes JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	revoked_at DATETIME, days INTEGER DEFAULT '90' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id), 
	UNIQUE (token_hash)
);
CREATE TABLE bonus_minutes (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	minutes INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	cause VARCHAR NOT NULL, 
	reverses_id INTEGER, 
	why VARCHAR NOT NULL, 
	by_member_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (minutes <> 0), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id), 
	FOREIGN KEY(reverses_id) REFERENCES bonus_minutes (id), 
	UNIQUE (cause), 
	UNIQUE (reverses_id)
);
CREATE TABLE conversation (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, 
	last_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id)
);
CREATE TABLE memory (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	owner_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	visible_to VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	confidence FLOAT NOT NULL, 
	created_by INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME, 
	superseded_by INTEGER, 
	embedded_with VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (visible_to in ('private', 'parents', 'family')), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(owner_id) REFERENCES member (id), 
	FOREIGN KEY(superseded_by) REFERENCES memory (id)
);
CREATE TABLE notify_target (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	server VARCHAR NOT NULL, 
	topic VARCHAR NOT NULL, 
	token VARCHAR NOT NULL, 
	home VARCHAR NOT NULL, 
	enabled BOOLEAN NOT NULL, 
	trouble VARCHAR NOT NULL, 
	changed_at DATETIME NOT NULL, 
	last_at DATETIME, 
	last_result VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id), 
	UNIQUE (member_id)
);
CREATE TABLE occurrence (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	chore_id INTEGER NOT NULL, 
	slot INTEGER NOT NULL, 
	due_local DATE NOT NULL, 
	due_at DATETIME NOT NULL, 
	assignee_id INTEGER, 
	title VARCHAR NOT NULL, 
	points INTEGER NOT NULL, 
	bonus_minutes INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	claimed_by INTEGER, 
	claimed_at DATETIME, 
	approved_by INTEGER, 
	approved_at DATETIME, 
	returned_by INTEGER, 
	returned_at DATETIME, 
	note VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT occurrence_state CHECK (state IN ('open', 'waiting', 'approved', 'missed')), 
	FOREIGN KEY(assignee_id) REFERENCES member (id), 
	FOREIGN KEY(chore_id) REFERENCES chore (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	UNIQUE (chore_id, slot, due_local)
);
CREATE TABLE screen_rule (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	weekday_minutes INTEGER NOT NULL, 
	weekend_minutes INTEGER NOT NULL, 
	bed_from TIME, 
	bed_until TIME, 
	bonus_cap INTEGER NOT NULL, 
	set_by INTEGER NOT NULL, 
	set_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CHECK ((bed_from IS NULL) = (bed_until IS NULL)), 
	CHECK (weekday_minutes BETWEEN 0 AND 1440 AND weekend_minutes BETWEEN 0 AND 1440), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id)
);
CREATE TABLE sign_in (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	device_id INTEGER, 
	token_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	brief BOOLEAN NOT NULL, 
	revoked_at DATETIME, ended_why VARCHAR DEFAULT '' NOT NULL, ended_by INTEGER DEFAULT '0' NOT NULL, news BOOLEAN DEFAULT 0 NOT NULL, way VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(device_id) REFERENCES device (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id), 
	UNIQUE (token_hash)
);
CREATE TABLE usage_interval (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	app VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	start_at DATETIME NOT NULL, 
	end_at DATETIME NOT NULL, 
	stored_by INTEGER NOT NULL, 
	stored_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CHECK (end_at > start_at), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id), 
	UNIQUE (member_id, source, device, app, start_at)
);
CREATE TABLE wish (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	reward_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	points INTEGER NOT NULL, 
	minutes INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	asked_at DATETIME NOT NULL, 
	decided_by INTEGER, 
	decided_at DATETIME, 
	round INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT wish_state CHECK (state IN ('waiting', 'granted', 'declined', 'withdrawn')), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id), 
	FOREIGN KEY(reward_id) REFERENCES reward (id)
);
CREATE TABLE point_entry (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	cause VARCHAR NOT NULL, 
	reverses_id INTEGER, 
	wish_id INTEGER, 
	title VARCHAR NOT NULL, 
	by_member_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT point_entry_reversal CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)), 
	CONSTRAINT point_entry_kind CHECK (kind IN ('earned', 'spent', 'bonus', 'penalty', 'reversal')), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id), 
	FOREIGN KEY(reverses_id) REFERENCES point_entry (id), 
	FOREIGN KEY(wish_id) REFERENCES wish (id), 
	UNIQUE (cause), 
	UNIQUE (reverses_id)
);
CREATE TABLE utterance (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	conversation_id INTEGER NOT NULL, 
	speaker VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	tool VARCHAR NOT NULL, 
	lines JSON NOT NULL, 
	used JSON NOT NULL, 
	undo_href VARCHAR NOT NULL, 
	undone_at DATETIME, 
	link VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE, 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id)
);
CREATE VIRTUAL TABLE memory_words USING fts5(text, tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE memory_words_parts USING fts5(text, tokenize = 'trigram');
CREATE VIRTUAL TABLE memory_vectors USING vec0(memory_id INTEGER PRIMARY KEY, audience TEXT PARTITION KEY, owner_id INTEGER, embedding FLOAT[384] distance_metric=cosine);
CREATE TABLE answered_request (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	route VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	status INTEGER, 
	headers VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id), 
	CONSTRAINT answered_request_once UNIQUE (member_id, "key")
);
CREATE TABLE member_picture (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	large BLOB NOT NULL, 
	small BLOB NOT NULL, 
	made_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id), 
	UNIQUE (member_id)
);
CREATE TABLE invitation (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	code_hash VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	guest_days INTEGER NOT NULL, 
	created_by INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	used_by INTEGER, 
	revoked_at DATETIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	UNIQUE (code_hash)
);
CREATE TABLE founding_code (
	id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	code_hash VARCHAR NOT NULL, 
	created_by INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	revoked_at DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (code_hash)
);
CREATE TABLE point_sum (
	member_id INTEGER NOT NULL, 
	family_id INTEGER NOT NULL, 
	points INTEGER NOT NULL, 
	PRIMARY KEY (member_id), 
	FOREIGN KEY(family_id) REFERENCES family (id), 
	FOREIGN KEY(member_id) REFERENCES member (id) ON DELETE CASCADE
);
INSERT INTO "alembic_version" ("version_num") VALUES ('0009');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (1, 2, 0, 'page', 'SecretChanged', '{"family_id": 2, "member_id": 5}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (2, 2, 5, 'page', 'ChoreAdded', '{"family_id": 2, "chore_id": 1, "title": "Water the fern"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (3, 2, 5, 'page', 'RewardChanged', '{"family_id": 2, "reward_id": 1, "title": "A fern of my own"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (4, 2, 5, 'page', 'MemorySaved', '{"family_id": 2, "memory_id": 1, "owner_id": 5, "visible_to": "family"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (5, 2, 5, 'page', 'TargetSaved', '{"family_id": 2, "member_id": 5}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (6, 1, 1, 'page', 'TargetSaved', '{"family_id": 1, "member_id": 1}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (7, 1, 2, 'page', 'TargetSaved', '{"family_id": 1, "member_id": 2}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (8, 1, 1, 'page', 'ChoreAdded', '{"family_id": 1, "chore_id": 2, "title": "The open one"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (9, 1, 1, 'page', 'ChoreAdded', '{"family_id": 1, "chore_id": 3, "title": "The waiting one"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (10, 1, 1, 'page', 'ChoreAdded', '{"family_id": 1, "chore_id": 4, "title": "The approved one"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (11, 1, 1, 'page', 'ChoreAdded', '{"family_id": 1, "chore_id": 5, "title": "The pool one"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (12, 1, 1, 'page', 'PointsGiven', '{"family_id": 1, "entry_id": 1, "member_id": 4, "amount": 100, "cause": "by hand:1:dentist-0001", "reason": "brave at the dentist"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (13, 1, 1, 'page', 'RewardChanged', '{"family_id": 1, "reward_id": 2, "title": "A reward: reward"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (14, 1, 1, 'page', 'RewardChanged', '{"family_id": 1, "reward_id": 3, "title": "A reward: asked"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (15, 1, 1, 'page', 'RewardChanged', '{"family_id": 1, "reward_id": 4, "title": "A reward: had"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (16, 1, 1, 'page', 'LimitChanged', '{"family_id": 1, "member_id": 4, "weekday_minutes": 60, "weekend_minutes": 90}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (17, 1, 1, 'page', 'MinutesGiven', '{"family_id": 1, "member_id": 4, "minutes": 15, "day": "2026-03-10", "kind": "granted", "cause": "grant:1:4:aEjU_VtmWCbY6wNx"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (18, 1, 1, 'page', 'UsageStored', '{"family_id": 1, "member_id": 4, "intervals": 1}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (19, 1, 4, 'page', 'OccurrenceClaimed', '{"family_id": 1, "occurrence_id": 45, "chore_id": 3, "title": "The waiting one", "member_id": 4, "points": 3, "waiting": true}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (20, 1, 4, 'page', 'OccurrenceClaimed', '{"family_id": 1, "occurrence_id": 67, "chore_id": 4, "title": "The approved one", "member_id": 4, "points": 3, "waiting": true}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (21, 1, 4, 'page', 'RewardAsked', '{"family_id": 1, "wish_id": 1, "reward_id": 3, "title": "A reward: asked", "member_id": 4, "points": 10}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (22, 1, 4, 'page', 'RewardAsked', '{"family_id": 1, "wish_id": 2, "reward_id": 4, "title": "A reward: had", "member_id": 4, "points": 10}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (23, 1, 4, 'page', 'MemorySaved', '{"family_id": 1, "memory_id": 2, "owner_id": 4, "visible_to": "private"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (24, 1, 4, 'page', 'MemorySaved', '{"family_id": 1, "memory_id": 3, "owner_id": 4, "visible_to": "parents"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (25, 1, 4, 'page', 'MemorySaved', '{"family_id": 1, "memory_id": 4, "owner_id": 4, "visible_to": "family"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (26, 1, 4, 'page', 'QuestionAsked', '{"family_id": 1, "conversation_id": 1, "utterance_id": 1}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (27, 1, 4, 'page', 'AnswerGiven', '{"family_id": 1, "conversation_id": 1, "utterance_id": 2, "by": "house", "tool": "", "state": "done"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (28, 1, 1, 'page', 'RewardGranted', '{"family_id": 1, "wish_id": 2, "reward_id": 4, "title": "A reward: had", "member_id": 4, "points": 10, "minutes": 5, "day": "2026-03-10", "cause": "wish:2:1"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (29, 1, 1, 'page', 'MinutesGiven', '{"family_id": 1, "member_id": 4, "minutes": 5, "day": "2026-03-10", "kind": "bought", "cause": "bought:wish:2:1"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (30, 1, 1, 'page', 'OccurrenceApproved', '{"family_id": 1, "occurrence_id": 67, "chore_id": 4, "title": "The approved one", "member_id": 4, "points": 3, "bonus_minutes": 0, "day": "2026-03-10", "cause": "occurrence:67:1", "by_member_id": 1}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (31, 1, 1, 'page', 'PointsEarned', '{"family_id": 1, "entry_id": 4, "member_id": 4, "amount": 3, "cause": "occurrence:67:1"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (32, 1, 1, 'page', 'EnrolmentLinkMade', '{"family_id": 1, "link_id": 1, "name": "Kitchen tablet"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (33, 1, 1, 'page', 'FoundingCodeMade', '{"family_id": 1, "code_id": 1}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (34, 1, 1, 'page', 'InvitationMade', '{"family_id": 1, "invitation_id": 1, "role": "guest"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (35, 1, 1, 'page', 'InvitationMade', '{"family_id": 1, "invitation_id": 2, "role": "parent"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (36, 1, 1, 'page', 'TokenMade', '{"family_id": 1, "member_id": 1, "token_id": 1, "name": "clock"}', '2026-03-10 15:00:00.000000');
INSERT INTO "audit" ("id", "family_id", "member_id", "door", "verb", "facts", "at") VALUES (37, 1, 3, 'page', 'TokenMade', '{"family_id": 1, "member_id": 3, "token_id": 2, "name": "clock"}', '2026-03-10 15:00:00.000000');
INSERT INTO "chat_model_file" ("id", "name", "file", "sha256", "size", "description", "in_use", "added_by", "added_at") VALUES (1, 'small', 'small.gguf', '0000000000000000000000000000000000000000000000000000000000000000', 1, '', 0, 0, '2026-03-10 15:00:00.000000');
INSERT INTO "family" ("id", "name", "zone", "language", "week_start", "created_at") VALUES (1, 'Rivera', 'Europe/Berlin', 'en', 0, '2026-03-10 15:00:00.000000');
INSERT INTO "family" ("id", "name", "zone", "language", "week_start", "created_at") VALUES (2, 'Okafor', 'Europe/Berlin', 'en', 0, '2026-03-10 15:00:00.000000');
INSERT INTO "family" ("id", "name", "zone", "language", "week_start", "created_at") VALUES (3, 'Lindgren', 'Europe/Berlin', 'en', 0, '2026-03-10 15:00:00.000000');
INSERT INTO "outbox" ("id", "family_id", "member_id", "channel", "key", "payload", "state", "attempts", "due_at", "created_at", "sent_at", "trouble") VALUES (1, 1, 1, 'ntfy', 'claimed:45:2026-03-10T15:00:00+00:00:1', '{"title": "Maya: The waiting one", "message": "Done, says Maya. It waits for your OK.", "tags": ["white_check_mark"], "path": "/today"}', 'waiting', 0, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "outbox" ("id", "family_id", "member_id", "channel", "key", "payload", "state", "attempts", "due_at", "created_at", "sent_at", "trouble") VALUES (2, 1, 2, 'ntfy', 'claimed:45:2026-03-10T15:00:00+00:00:2', '{"title": "Maya: The waiting one", "message": "Done, says Maya. It waits for your OK.", "tags": ["white_check_mark"], "path": "/today"}', 'waiting', 0, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "outbox" ("id", "family_id", "member_id", "channel", "key", "payload", "state", "attempts", "due_at", "created_at", "sent_at", "trouble") VALUES (3, 1, 1, 'ntfy', 'claimed:67:2026-03-10T15:00:00+00:00:1', '{"title": "Maya: The approved one", "message": "Done, says Maya. It waits for your OK.", "tags": ["white_check_mark"], "path": "/today"}', 'waiting', 0, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "outbox" ("id", "family_id", "member_id", "channel", "key", "payload", "state", "attempts", "due_at", "created_at", "sent_at", "trouble") VALUES (4, 1, 2, 'ntfy', 'claimed:67:2026-03-10T15:00:00+00:00:2', '{"title": "Maya: The approved one", "message": "Done, says Maya. It waits for your OK.", "tags": ["white_check_mark"], "path": "/today"}', 'waiting', 0, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "outbox" ("id", "family_id", "member_id", "channel", "key", "payload", "state", "attempts", "due_at", "created_at", "sent_at", "trouble") VALUES (5, 1, 1, 'ntfy', 'wish:1:1', '{"title": "Maya: A reward: asked", "message": "Maya would like this for 10 points. It waits for your answer.", "tags": ["gift"], "path": "/today"}', 'waiting', 0, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "outbox" ("id", "family_id", "member_id", "channel", "key", "payload", "state", "attempts", "due_at", "created_at", "sent_at", "trouble") VALUES (6, 1, 2, 'ntfy', 'wish:1:2', '{"title": "Maya: A reward: asked", "message": "Maya would like this for 10 points. It waits for your answer.", "tags": ["gift"], "path": "/today"}', 'waiting', 0, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "outbox" ("id", "family_id", "member_id", "channel", "key", "payload", "state", "attempts", "due_at", "created_at", "sent_at", "trouble") VALUES (7, 1, 1, 'ntfy', 'wish:2:1', '{"title": "Maya: A reward: had", "message": "Maya would like this for 10 points. It waits for your answer.", "tags": ["gift"], "path": "/today"}', 'waiting', 0, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "outbox" ("id", "family_id", "member_id", "channel", "key", "payload", "state", "attempts", "due_at", "created_at", "sent_at", "trouble") VALUES (8, 1, 2, 'ntfy', 'wish:2:2', '{"title": "Maya: A reward: had", "message": "Maya would like this for 10 points. It waits for your answer.", "tags": ["gift"], "path": "/today"}', 'waiting', 0, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "chore" ("id", "family_id", "title", "picture", "way", "people", "repeat", "due_time", "part_of_day", "points", "bonus_minutes", "photo", "auto_approve", "made_until", "created_by", "created_at", "put_away_at") VALUES (1, 2, 'Water the fern', 'p-house', 'one', '[6]', '{"rrule": "FREQ=DAILY", "dtstart_local": "2026-03-10T00:00:00", "zone": "Europe/Berlin", "mode": "schedule"}', NULL, '', 0, 0, 0, 0, '2026-03-31', 5, '2026-03-10 15:00:00.000000', NULL);
INSERT INTO "chore" ("id", "family_id", "title", "picture", "way", "people", "repeat", "due_time", "part_of_day", "points", "bonus_minutes", "photo", "auto_approve", "made_until", "created_by", "created_at", "put_away_at") VALUES (2, 1, 'The open one', 'p-house', 'one', '[4]', '{"rrule": "FREQ=DAILY", "dtstart_local": "2026-03-10T00:00:00", "zone": "Europe/Berlin", "mode": "schedule"}', NULL, '', 3, 0, 0, 0, '2026-03-31', 1, '2026-03-10 15:00:00.000000', NULL);
INSERT INTO "chore" ("id", "family_id", "title", "picture", "way", "people", "repeat", "due_time", "part_of_day", "points", "bonus_minutes", "photo", "auto_approve", "made_until", "created_by", "created_at", "put_away_at") VALUES (3, 1, 'The waiting one', 'p-house', 'one', '[4]', '{"rrule": "FREQ=DAILY", "dtstart_local": "2026-03-10T00:00:00", "zone": "Europe/Berlin", "mode": "schedule"}', NULL, '', 3, 0, 0, 0, '2026-03-31', 1, '2026-03-10 15:00:00.000000', NULL);
INSERT INTO "chore" ("id", "family_id", "title", "picture", "way", "people", "repeat", "due_time", "part_of_day", "points", "bonus_minutes", "photo", "auto_approve", "made_until", "created_by", "created_at", "put_away_at") VALUES (4, 1, 'The approved one', 'p-house', 'one', '[4]', '{"rrule": "FREQ=DAILY", "dtstart_local": "2026-03-10T00:00:00", "zone": "Europe/Berlin", "mode": "schedule"}', NULL, '', 3, 0, 0, 0, '2026-03-31', 1, '2026-03-10 15:00:00.000000', NULL);
INSERT INTO "chore" ("id", "family_id", "title", "picture", "way", "people", "repeat", "due_time", "part_of_day", "points", "bonus_minutes", "photo", "auto_approve", "made_until", "created_by", "created_at", "put_away_at") VALUES (5, 1, 'The pool one', 'p-house', 'pool', '[4, 3]', '{"rrule": "FREQ=DAILY", "dtstart_local": "2026-03-10T00:00:00", "zone": "Europe/Berlin", "mode": "schedule"}', NULL, '', 3, 0, 0, 0, '2026-03-31', 1, '2026-03-10 15:00:00.000000', NULL);
INSERT INTO "device" ("id", "family_id", "name", "token_hash", "enrolled", "known_to", "created_by", "created_at", "seen_at", "revoked_at", "kind", "dim_from", "dim_until") VALUES (1, 1, 'Tablet', '47c6644eb0ad4ea22e30d803eb74b47f591dee4c6089e415c56a8dad4b67e1ec', 1, '[]', 1, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', NULL, 'browser', NULL, NULL);
INSERT INTO "enrolment_link" ("id", "family_id", "code_hash", "device_name", "created_by", "created_at", "expires_at", "uses_left") VALUES (1, 1, '89f513ae1f48b3adafcff6753d9d4999b9c56a7cdbe0bfc4b069409a0c9b6c3f', 'Kitchen tablet', 1, '2026-03-10 15:00:00.000000', '2026-03-10 15:10:00.000000', 3);
INSERT INTO "member" ("id", "family_id", "name", "role", "owner", "born", "called", "face", "hue", "language", "theme", "password", "pin", "pin_kind", "created_at", "left_at", "guest_until", "week_start", "reading", "picture", "disabled_at", "person", "made_owner_by") VALUES (1, 1, 'Elena', 'parent', 1, NULL, '["mum", "mom"]', 'fox', 'stone', '', 'auto', '', '', 'digits', '2026-03-10 15:00:00.000000', NULL, NULL, NULL, '', '', NULL, '', NULL);
INSERT INTO "member" ("id", "family_id", "name", "role", "owner", "born", "called", "face", "hue", "language", "theme", "password", "pin", "pin_kind", "created_at", "left_at", "guest_until", "week_start", "reading", "picture", "disabled_at", "person", "made_owner_by") VALUES (2, 1, 'Marco', 'parent', 0, NULL, '["dad"]', 'fox', 'stone', '', 'auto', '', '', 'digits', '2026-03-10 15:00:00.000000', NULL, NULL, NULL, '', '', NULL, '', NULL);
INSERT INTO "member" ("id", "family_id", "name", "role", "owner", "born", "called", "face", "hue", "language", "theme", "password", "pin", "pin_kind", "created_at", "left_at", "guest_until", "week_start", "reading", "picture", "disabled_at", "person", "made_owner_by") VALUES (3, 1, 'Leo', 'teen', 0, '2012-02-11', '[]', 'fox', 'stone', '', 'auto', '', '', 'digits', '2026-03-10 15:00:00.000000', NULL, NULL, NULL, '', '', NULL, '', NULL);
INSERT INTO "member" ("id", "family_id", "name", "role", "owner", "born", "called", "face", "hue", "language", "theme", "password", "pin", "pin_kind", "created_at", "left_at", "guest_until", "week_start", "reading", "picture", "disabled_at", "person", "made_owner_by") VALUES (4, 1, 'Maya', 'child', 0, '2018-09-30', '[]', 'fox', 'stone', '', 'auto', '', '', 'digits', '2026-03-10 15:00:00.000000', NULL, NULL, NULL, '', 'of-a-kite', NULL, '', NULL);
INSERT INTO "member" ("id", "family_id", "name", "role", "owner", "born", "called", "face", "hue", "language", "theme", "password", "pin", "pin_kind", "created_at", "left_at", "guest_until", "week_start", "reading", "picture", "disabled_at", "person", "made_owner_by") VALUES (5, 2, 'Ada', 'parent', 1, NULL, '["mum"]', 'fox', 'stone', '', 'auto', 'of no use here', '', 'digits', '2026-03-10 15:00:00.000000', NULL, NULL, NULL, '', '', NULL, 'ada of two homes', NULL);
INSERT INTO "member" ("id", "family_id", "name", "role", "owner", "born", "called", "face", "hue", "language", "theme", "password", "pin", "pin_kind", "created_at", "left_at", "guest_until", "week_start", "reading", "picture", "disabled_at", "person", "made_owner_by") VALUES (6, 2, 'Tobi', 'child', 0, '2017-04-02', '[]', 'fox', 'stone', '', 'auto', '', '', 'digits', '2026-03-10 15:00:00.000000', NULL, NULL, NULL, '', '', NULL, '', NULL);
INSERT INTO "member" ("id", "family_id", "name", "role", "owner", "born", "called", "face", "hue", "language", "theme", "password", "pin", "pin_kind", "created_at", "left_at", "guest_until", "week_start", "reading", "picture", "disabled_at", "person", "made_owner_by") VALUES (7, 1, 'Nora', 'child', 0, NULL, '[]', 'fox', 'stone', '', 'auto', '', '', 'digits', '2026-03-10 15:00:00.000000', NULL, NULL, NULL, '', '', NULL, '', NULL);
INSERT INTO "member" ("id", "family_id", "name", "role", "owner", "born", "called", "face", "hue", "language", "theme", "password", "pin", "pin_kind", "created_at", "left_at", "guest_until", "week_start", "reading", "picture", "disabled_at", "person", "made_owner_by") VALUES (8, 1, 'Rosa', 'guest', 0, NULL, '[]', 'fox', 'stone', '', 'auto', '', '', 'digits', '2026-03-10 15:00:00.000000', NULL, '2026-03-17 15:00:00.000000', NULL, '', '', NULL, '', NULL);
INSERT INTO "member" ("id", "family_id", "name", "role", "owner", "born", "called", "face", "hue", "language", "theme", "password", "pin", "pin_kind", "created_at", "left_at", "guest_until", "week_start", "reading", "picture", "disabled_at", "person", "made_owner_by") VALUES (9, 3, 'Ada', 'guest', 0, NULL, '[]', 'fox', 'stone', '', 'auto', 'of no use here', '', 'digits', '2026-03-10 15:00:00.000000', NULL, '2026-04-09 15:00:00.000000', NULL, '', '', NULL, 'ada of two homes', NULL);
INSERT INTO "reward" ("id", "family_id", "title", "picture", "points", "minutes", "created_by", "created_at", "put_away_at") VALUES (1, 2, 'A fern of my own', 'p-sun', 10, 0, 5, '2026-03-10 15:00:00.000000', NULL);
INSERT INTO "reward" ("id", "family_id", "title", "picture", "points", "minutes", "created_by", "created_at", "put_away_at") VALUES (2, 1, 'A reward: reward', 'p-sun', 10, 5, 1, '2026-03-10 15:00:00.000000', NULL);
INSERT INTO "reward" ("id", "family_id", "title", "picture", "points", "minutes", "created_by", "created_at", "put_away_at") VALUES (3, 1, 'A reward: asked', 'p-sun', 10, 5, 1, '2026-03-10 15:00:00.000000', NULL);
INSERT INTO "reward" ("id", "family_id", "title", "picture", "points", "minutes", "created_by", "created_at", "put_away_at") VALUES (4, 1, 'A reward: had', 'p-sun', 10, 5, 1, '2026-03-10 15:00:00.000000', NULL);
INSERT INTO "api_token" ("id", "family_id", "member_id", "name", "token_hash", "scopes", "created_at", "expires_at", "used_at", "revoked_at", "days") VALUES (1, 1, 1, 'clock', '45c9b43e94f494d2e4ed13f26f446941dff08751c3c063a692e1e0538156b1d4', '["read", "write"]', '2026-03-10 15:00:00.000000', '2026-06-08 15:00:00.000000', NULL, NULL, 90);
INSERT INTO "api_token" ("id", "family_id", "member_id", "name", "token_hash", "scopes", "created_at", "expires_at", "used_at", "revoked_at", "days") VALUES (2, 1, 3, 'clock', '04d8599a7f8b8e3c043d688b3f7a06f19c6242ff59ffb7ca71f6ed28abcad818', '["read", "write"]', '2026-03-10 15:00:00.000000', '2026-06-08 15:00:00.000000', NULL, NULL, 90);
INSERT INTO "bonus_minutes" ("id", "family_id", "member_id", "day", "minutes", "kind", "cause", "reverses_id", "why", "by_member_id", "at") VALUES (1, 1, 4, '2026-03-10', 15, 'granted', 'grant:1:4:aEjU_VtmWCbY6wNx', NULL, '', 1, '2026-03-10 15:00:00.000000');
INSERT INTO "bonus_minutes" ("id", "family_id", "member_id", "day", "minutes", "kind", "cause", "reverses_id", "why", "by_member_id", "at") VALUES (2, 1, 4, '2026-03-10', 5, 'bought', 'bought:wish:2:1', NULL, 'A reward: had', 1, '2026-03-10 15:00:00.000000');
INSERT INTO "conversation" ("id", "family_id", "member_id", "started_at", "last_at") VALUES (1, 1, 4, '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000');
INSERT INTO "memory" ("id", "family_id", "owner_id", "text", "visible_to", "source", "confidence", "created_by", "created_at", "expires_at", "superseded_by", "embedded_with") VALUES (1, 2, 5, 'The fern is called Okafor the Second.', 'family', 'told', 1.0, 5, '2026-03-10 15:00:00.000000', NULL, NULL, '');
INSERT INTO "memory" ("id", "family_id", "owner_id", "text", "visible_to", "source", "confidence", "created_by", "created_at", "expires_at", "superseded_by", "embedded_with") VALUES (2, 1, 4, 'My treasure lies under the plum tree.', 'private', 'told', 1.0, 4, '2026-03-10 15:00:00.000000', NULL, NULL, '');
INSERT INTO "memory" ("id", "family_id", "owner_id", "text", "visible_to", "source", "confidence", "created_by", "created_at", "expires_at", "superseded_by", "embedded_with") VALUES (3, 1, 4, 'I am afraid of thunder.', 'parents', 'told', 1.0, 4, '2026-03-10 15:00:00.000000', NULL, NULL, '');
INSERT INTO "memory" ("id", "family_id", "owner_id", "text", "visible_to", "source", "confidence", "created_by", "created_at", "expires_at", "superseded_by", "embedded_with") VALUES (4, 1, 4, 'The hamster is called Biscuit.', 'family', 'told', 1.0, 4, '2026-03-10 15:00:00.000000', NULL, NULL, '');
INSERT INTO "notify_target" ("id", "family_id", "member_id", "server", "topic", "token", "home", "enabled", "trouble", "changed_at", "last_at", "last_result") VALUES (1, 2, 5, 'https://ntfy.example', 'alerts-of-ada', '', '', 1, '', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "notify_target" ("id", "family_id", "member_id", "server", "topic", "token", "home", "enabled", "trouble", "changed_at", "last_at", "last_result") VALUES (2, 1, 1, 'https://ntfy.example', 'alerts-of-elena', '', '', 1, '', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "notify_target" ("id", "family_id", "member_id", "server", "topic", "token", "home", "enabled", "trouble", "changed_at", "last_at", "last_result") VALUES (3, 1, 2, 'https://ntfy.example', 'alerts-of-marco', '', '', 1, '', '2026-03-10 15:00:00.000000', NULL, '');
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (1, 2, 1, 0, '2026-03-10', '2026-03-10 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (2, 2, 1, 0, '2026-03-11', '2026-03-11 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (3, 2, 1, 0, '2026-03-12', '2026-03-12 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (4, 2, 1, 0, '2026-03-13', '2026-03-13 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (5, 2, 1, 0, '2026-03-14', '2026-03-14 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (6, 2, 1, 0, '2026-03-15', '2026-03-15 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (7, 2, 1, 0, '2026-03-16', '2026-03-16 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (8, 2, 1, 0, '2026-03-17', '2026-03-17 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (9, 2, 1, 0, '2026-03-18', '2026-03-18 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (10, 2, 1, 0, '2026-03-19', '2026-03-19 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (11, 2, 1, 0, '2026-03-20', '2026-03-20 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (12, 2, 1, 0, '2026-03-21', '2026-03-21 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (13, 2, 1, 0, '2026-03-22', '2026-03-22 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (14, 2, 1, 0, '2026-03-23', '2026-03-23 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (15, 2, 1, 0, '2026-03-24', '2026-03-24 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (16, 2, 1, 0, '2026-03-25', '2026-03-25 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (17, 2, 1, 0, '2026-03-26', '2026-03-26 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (18, 2, 1, 0, '2026-03-27', '2026-03-27 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (19, 2, 1, 0, '2026-03-28', '2026-03-28 23:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (20, 2, 1, 0, '2026-03-29', '2026-03-29 22:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (21, 2, 1, 0, '2026-03-30', '2026-03-30 22:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (22, 2, 1, 0, '2026-03-31', '2026-03-31 22:00:00.000000', 6, 'Water the fern', 0, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (23, 1, 2, 0, '2026-03-10', '2026-03-10 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (24, 1, 2, 0, '2026-03-11', '2026-03-11 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (25, 1, 2, 0, '2026-03-12', '2026-03-12 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (26, 1, 2, 0, '2026-03-13', '2026-03-13 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (27, 1, 2, 0, '2026-03-14', '2026-03-14 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (28, 1, 2, 0, '2026-03-15', '2026-03-15 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (29, 1, 2, 0, '2026-03-16', '2026-03-16 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (30, 1, 2, 0, '2026-03-17', '2026-03-17 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (31, 1, 2, 0, '2026-03-18', '2026-03-18 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (32, 1, 2, 0, '2026-03-19', '2026-03-19 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (33, 1, 2, 0, '2026-03-20', '2026-03-20 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (34, 1, 2, 0, '2026-03-21', '2026-03-21 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (35, 1, 2, 0, '2026-03-22', '2026-03-22 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (36, 1, 2, 0, '2026-03-23', '2026-03-23 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (37, 1, 2, 0, '2026-03-24', '2026-03-24 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (38, 1, 2, 0, '2026-03-25', '2026-03-25 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (39, 1, 2, 0, '2026-03-26', '2026-03-26 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (40, 1, 2, 0, '2026-03-27', '2026-03-27 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (41, 1, 2, 0, '2026-03-28', '2026-03-28 23:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (42, 1, 2, 0, '2026-03-29', '2026-03-29 22:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (43, 1, 2, 0, '2026-03-30', '2026-03-30 22:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (44, 1, 2, 0, '2026-03-31', '2026-03-31 22:00:00.000000', 4, 'The open one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (45, 1, 3, 0, '2026-03-10', '2026-03-10 23:00:00.000000', 4, 'The waiting one', 3, 0, 'waiting', 4, '2026-03-10 15:00:00.000000', NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (46, 1, 3, 0, '2026-03-11', '2026-03-11 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (47, 1, 3, 0, '2026-03-12', '2026-03-12 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (48, 1, 3, 0, '2026-03-13', '2026-03-13 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (49, 1, 3, 0, '2026-03-14', '2026-03-14 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (50, 1, 3, 0, '2026-03-15', '2026-03-15 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (51, 1, 3, 0, '2026-03-16', '2026-03-16 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (52, 1, 3, 0, '2026-03-17', '2026-03-17 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (53, 1, 3, 0, '2026-03-18', '2026-03-18 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (54, 1, 3, 0, '2026-03-19', '2026-03-19 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (55, 1, 3, 0, '2026-03-20', '2026-03-20 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (56, 1, 3, 0, '2026-03-21', '2026-03-21 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (57, 1, 3, 0, '2026-03-22', '2026-03-22 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (58, 1, 3, 0, '2026-03-23', '2026-03-23 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (59, 1, 3, 0, '2026-03-24', '2026-03-24 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (60, 1, 3, 0, '2026-03-25', '2026-03-25 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (61, 1, 3, 0, '2026-03-26', '2026-03-26 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (62, 1, 3, 0, '2026-03-27', '2026-03-27 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (63, 1, 3, 0, '2026-03-28', '2026-03-28 23:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (64, 1, 3, 0, '2026-03-29', '2026-03-29 22:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (65, 1, 3, 0, '2026-03-30', '2026-03-30 22:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (66, 1, 3, 0, '2026-03-31', '2026-03-31 22:00:00.000000', 4, 'The waiting one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (67, 1, 4, 0, '2026-03-10', '2026-03-10 23:00:00.000000', 4, 'The approved one', 3, 0, 'approved', 4, '2026-03-10 15:00:00.000000', 1, '2026-03-10 15:00:00.000000', NULL, NULL, '', 1);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (68, 1, 4, 0, '2026-03-11', '2026-03-11 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (69, 1, 4, 0, '2026-03-12', '2026-03-12 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (70, 1, 4, 0, '2026-03-13', '2026-03-13 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (71, 1, 4, 0, '2026-03-14', '2026-03-14 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (72, 1, 4, 0, '2026-03-15', '2026-03-15 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (73, 1, 4, 0, '2026-03-16', '2026-03-16 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (74, 1, 4, 0, '2026-03-17', '2026-03-17 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (75, 1, 4, 0, '2026-03-18', '2026-03-18 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (76, 1, 4, 0, '2026-03-19', '2026-03-19 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (77, 1, 4, 0, '2026-03-20', '2026-03-20 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (78, 1, 4, 0, '2026-03-21', '2026-03-21 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (79, 1, 4, 0, '2026-03-22', '2026-03-22 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (80, 1, 4, 0, '2026-03-23', '2026-03-23 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (81, 1, 4, 0, '2026-03-24', '2026-03-24 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (82, 1, 4, 0, '2026-03-25', '2026-03-25 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (83, 1, 4, 0, '2026-03-26', '2026-03-26 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (84, 1, 4, 0, '2026-03-27', '2026-03-27 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (85, 1, 4, 0, '2026-03-28', '2026-03-28 23:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (86, 1, 4, 0, '2026-03-29', '2026-03-29 22:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (87, 1, 4, 0, '2026-03-30', '2026-03-30 22:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (88, 1, 4, 0, '2026-03-31', '2026-03-31 22:00:00.000000', 4, 'The approved one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (89, 1, 5, 0, '2026-03-10', '2026-03-10 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (90, 1, 5, 0, '2026-03-11', '2026-03-11 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (91, 1, 5, 0, '2026-03-12', '2026-03-12 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (92, 1, 5, 0, '2026-03-13', '2026-03-13 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (93, 1, 5, 0, '2026-03-14', '2026-03-14 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (94, 1, 5, 0, '2026-03-15', '2026-03-15 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (95, 1, 5, 0, '2026-03-16', '2026-03-16 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (96, 1, 5, 0, '2026-03-17', '2026-03-17 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (97, 1, 5, 0, '2026-03-18', '2026-03-18 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (98, 1, 5, 0, '2026-03-19', '2026-03-19 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (99, 1, 5, 0, '2026-03-20', '2026-03-20 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (100, 1, 5, 0, '2026-03-21', '2026-03-21 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (101, 1, 5, 0, '2026-03-22', '2026-03-22 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (102, 1, 5, 0, '2026-03-23', '2026-03-23 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (103, 1, 5, 0, '2026-03-24', '2026-03-24 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (104, 1, 5, 0, '2026-03-25', '2026-03-25 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (105, 1, 5, 0, '2026-03-26', '2026-03-26 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (106, 1, 5, 0, '2026-03-27', '2026-03-27 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (107, 1, 5, 0, '2026-03-28', '2026-03-28 23:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (108, 1, 5, 0, '2026-03-29', '2026-03-29 22:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (109, 1, 5, 0, '2026-03-30', '2026-03-30 22:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "occurrence" ("id", "family_id", "chore_id", "slot", "due_local", "due_at", "assignee_id", "title", "points", "bonus_minutes", "state", "claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at", "note", "round") VALUES (110, 1, 5, 0, '2026-03-31', '2026-03-31 22:00:00.000000', NULL, 'The pool one', 3, 0, 'open', NULL, NULL, NULL, NULL, NULL, NULL, '', 0);
INSERT INTO "screen_rule" ("id", "family_id", "member_id", "weekday_minutes", "weekend_minutes", "bed_from", "bed_until", "bonus_cap", "set_by", "set_at") VALUES (1, 1, 4, 60, 90, NULL, NULL, 60, 1, '2026-03-10 15:00:00.000000');
INSERT INTO "sign_in" ("id", "family_id", "member_id", "device_id", "token_hash", "created_at", "seen_at", "ends_at", "brief", "revoked_at", "ended_why", "ended_by", "news", "way") VALUES (1, 1, 1, NULL, '3c86aec6fab54210fab4095af1d3a60898fd1a375ebcc43b6493342de3e889a3', '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', '2026-09-06 15:00:00.000000', 0, NULL, '', 0, 0, '');
INSERT INTO "sign_in" ("id", "family_id", "member_id", "device_id", "token_hash", "created_at", "seen_at", "ends_at", "brief", "revoked_at", "ended_why", "ended_by", "news", "way") VALUES (2, 1, 4, NULL, 'f47822a35d055b3161a0863793576a0248a9ef5a67527e66892d6da80e94de79', '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', '2026-09-06 15:00:00.000000', 0, NULL, '', 0, 0, '');
INSERT INTO "sign_in" ("id", "family_id", "member_id", "device_id", "token_hash", "created_at", "seen_at", "ends_at", "brief", "revoked_at", "ended_why", "ended_by", "news", "way") VALUES (3, 1, 1, NULL, '3cad68655820db90331a0085c73d9d6a81db0d6eb438752ed5b748990ada2452', '2026-03-10 15:00:00.000000', '2026-03-10 15:00:00.000000', '2026-09-06 15:00:00.000000', 0, NULL, '', 0, 1, '');
INSERT INTO "usage_interval" ("id", "family_id", "member_id", "source", "device", "app", "category", "start_at", "end_at", "stored_by", "stored_at") VALUES (1, 1, 4, 'hand', 'hand:curzPBvh', 'Seahorse Opera', 'video', '2026-03-10 14:40:00.000000', '2026-03-10 15:00:00.000000', 1, '2026-03-10 15:00:00.000000');
INSERT INTO "wish" ("id", "family_id", "reward_id", "member_id", "title", "points", "minutes", "state", "asked_at", "decided_by", "decided_at", "round") VALUES (1, 1, 3, 4, 'A reward: asked', 10, 5, 'waiting', '2026-03-10 15:00:00.000000', NULL, NULL, 0);
INSERT INTO "wish" ("id", "family_id", "reward_id", "member_id", "title", "points", "minutes", "state", "asked_at", "decided_by", "decided_at", "round") VALUES (2, 1, 4, 4, 'A reward: had', 10, 5, 'granted', '2026-03-10 15:00:00.000000', 1, '2026-03-10 15:00:00.000000', 1);
INSERT INTO "point_entry" ("id", "family_id", "member_id", "amount", "kind", "cause", "reverses_id", "wish_id", "title", "by_member_id", "at") VALUES (1, 1, 4, 100, 'bonus', 'by hand:1:dentist-0001', NULL, NULL, 'brave at the dentist', 1, '2026-03-10 15:00:00.000000');
INSERT INTO "point_entry" ("id", "family_id", "member_id", "amount", "kind", "cause", "reverses_id", "wish_id", "title", "by_member_id", "at") VALUES (2, 1, 4, -10, 'spent', 'wish:1', NULL, 1, 'A reward: asked', 4, '2026-03-10 15:00:00.000000');
INSERT INTO "point_entry" ("id", "family_id", "member_id", "amount", "kind", "cause", "reverses_id", "wish_id", "title", "by_member_id", "at") VALUES (3, 1, 4, -10, 'spent', 'wish:2', NULL, 2, 'A reward: had', 4, '2026-03-10 15:00:00.000000');
INSERT INTO "point_entry" ("id", "family_id", "member_id", "amount", "kind", "cause", "reverses_id", "wish_id", "title", "by_member_id", "at") VALUES (4, 1, 4, 3, 'earned', 'occurrence:67:1', NULL, NULL, 'The approved one', 1, '2026-03-10 15:00:00.000000');
INSERT INTO "utterance" ("id", "family_id", "member_id", "conversation_id", "speaker", "text", "state", "by", "tool", "lines", "used", "undo_href", "undone_at", "link", "at") VALUES (1, 1, 4, 1, 'member', 'what rhymes with walrus?', 'done', '', '', '[]', '[]', '', NULL, '', '2026-03-10 15:00:00.000000');
INSERT INTO "utterance" ("id", "family_id", "member_id", "conversation_id", "speaker", "text", "state", "by", "tool", "lines", "used", "undo_href", "undone_at", "link", "at") VALUES (2, 1, 4, 1, 'assistant', 'Nothing rhymes with walrus.', 'done', 'house', '', '[]', '[]', '', NULL, '', '2026-03-10 15:00:00.000000');
INSERT INTO "memory_words" ("rowid", "text") VALUES (1, 'The fern is called Okafor the Second.');
INSERT INTO "memory_words" ("rowid", "text") VALUES (2, 'My treasure lies under the plum tree.');
INSERT INTO "memory_words" ("rowid", "text") VALUES (3, 'I am afraid of thunder.');
INSERT INTO "memory_words" ("rowid", "text") VALUES (4, 'The hamster is called Biscuit.');
INSERT INTO "memory_words_parts" ("rowid", "text") VALUES (1, 'The fern is called Okafor the Second.');
INSERT INTO "memory_words_parts" ("rowid", "text") VALUES (2, 'My treasure lies under the plum tree.');
INSERT INTO "memory_words_parts" ("rowid", "text") VALUES (3, 'I am afraid of thunder.');
INSERT INTO "memory_words_parts" ("rowid", "text") VALUES (4, 'The hamster is called Biscuit.');
INSERT INTO "memory_vectors" ("memory_id", "audience", "owner_id", "embedding") VALUES (1, 'family', 1, X'000000000000803F00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO "memory_vectors" ("memory_id", "audience", "owner_id", "embedding") VALUES (2, 'family', 1, X'00000000000000000000803F000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO "answered_request" ("id", "family_id", "member_id", "key", "route", "fingerprint", "status", "headers", "answer", "at") VALUES (1, 1, 1, 'one-of-elenas-requests', 'POST /api/v1/chores', '0000000000000000000000000000000000000000000000000000000000000000', NULL, '', '', '2026-03-10 15:00:00.000000');
INSERT INTO "member_picture" ("id", "family_id", "member_id", "hash", "large", "small", "made_at") VALUES (1, 1, 4, 'of-a-kite', X'6B697465', X'6B697465', '2026-03-10 15:00:00.000000');
INSERT INTO "invitation" ("id", "family_id", "code_hash", "role", "name", "guest_days", "created_by", "created_at", "expires_at", "used_at", "used_by", "revoked_at") VALUES (1, 1, 'd674ab2ba77d1ad9216a5d0ca3cd4516a5e95aa0d1b46aff0235ef5f40c26a3c', 'guest', '', 7, 1, '2026-03-10 15:00:00.000000', '2026-03-17 15:00:00.000000', NULL, NULL, NULL);
INSERT INTO "invitation" ("id", "family_id", "code_hash", "role", "name", "guest_days", "created_by", "created_at", "expires_at", "used_at", "used_by", "revoked_at") VALUES (2, 1, '3649fc03150efe9c6e9e68416c0d8c24a2bd5db88e8ff36cd4c0cd7aedee9b8b', 'parent', '', 0, 1, '2026-03-10 15:00:00.000000', '2026-03-17 15:00:00.000000', NULL, NULL, NULL);
INSERT INTO "founding_code" ("id", "family_id", "code_hash", "created_by", "created_at", "expires_at", "used_at", "revoked_at") VALUES (1, 1, '50ee482faed9f5db1e28323646ea14d4b7eb99d8cbe984ca5ad22ae0fe44eaf8', 1, '2026-03-10 15:00:00.000000', '2026-03-17 15:00:00.000000', NULL, NULL);
INSERT INTO "point_sum" ("member_id", "family_id", "points") VALUES (4, 1, 83);
CREATE INDEX ix_audit_family_id ON audit (family_id);
CREATE INDEX ix_outbox_due_at ON outbox (due_at);
CREATE INDEX ix_outbox_family_id ON outbox (family_id);
CREATE INDEX ix_outbox_member_id ON outbox (member_id);
CREATE INDEX ix_outbox_state ON outbox (state);
CREATE INDEX ix_chore_family_id ON chore (family_id);
CREATE INDEX ix_device_family_id ON device (family_id);
CREATE INDEX ix_enrolment_link_family_id ON enrolment_link (family_id);
CREATE INDEX ix_member_family_id ON member (family_id);
CREATE UNIQUE INDEX one_of_a_name ON member (family_id, name) WHERE left_at IS NULL;
CREATE INDEX ix_reward_family_id ON reward (family_id);
CREATE INDEX ix_api_token_family_id ON api_token (family_id);
CREATE INDEX ix_api_token_member_id ON api_token (member_id);
CREATE INDEX ix_bonus_family_day ON bonus_minutes (family_id, day);
CREATE INDEX ix_bonus_member_day ON bonus_minutes (member_id, day);
CREATE INDEX ix_conversation_family_id ON conversation (family_id);
CREATE INDEX ix_conversation_last_at ON conversation (last_at);
CREATE INDEX ix_conversation_member_id ON conversation (member_id);
CREATE INDEX ix_memory_embedded_with ON memory (embedded_with);
CREATE INDEX ix_memory_family_id ON memory (family_id);
CREATE INDEX ix_memory_owner_id ON memory (owner_id);
CREATE INDEX ix_memory_superseded_by ON memory (superseded_by);
CREATE INDEX ix_notify_target_family_id ON notify_target (family_id);
CREATE INDEX ix_occurrence_family_day ON occurrence (family_id, due_local);
CREATE INDEX ix_occurrence_family_state ON occurrence (family_id, state, due_local);
CREATE INDEX ix_screen_rule_family_id ON screen_rule (family_id);
CREATE INDEX ix_screen_rule_member ON screen_rule (member_id, id);
CREATE INDEX ix_sign_in_device_id ON sign_in (device_id);
CREATE INDEX ix_sign_in_family_id ON sign_in (family_id);
CREATE INDEX ix_sign_in_member_id ON sign_in (member_id);
CREATE INDEX ix_usage_family_start ON usage_interval (family_id, start_at);
CREATE INDEX ix_usage_member_start ON usage_interval (member_id, start_at);
CREATE INDEX ix_wish_family_state ON wish (family_id, state);
CREATE UNIQUE INDEX ix_wish_waiting ON wish (reward_id, member_id) WHERE state = 'waiting';
CREATE INDEX ix_point_entry_family_id ON point_entry (family_id);
CREATE INDEX ix_point_entry_member ON point_entry (member_id, id);
CREATE INDEX ix_point_entry_sum ON point_entry (member_id, amount);
CREATE INDEX ix_utterance_conversation_id ON utterance (conversation_id);
CREATE INDEX ix_utterance_state ON utterance (state);
CREATE INDEX ix_utterance_undo_href ON utterance (undo_href);
CREATE INDEX ix_answered_request_at ON answered_request (at);
CREATE INDEX ix_answered_request_family_id ON answered_request (family_id);
CREATE INDEX ix_member_picture_family_id ON member_picture (family_id);
CREATE INDEX ix_member_picture_hash ON member_picture (hash);
CREATE INDEX ix_invitation_family_id ON invitation (family_id);
CREATE INDEX ix_founding_code_family_id ON founding_code (family_id);
CREATE INDEX ix_member_person ON member (person);
CREATE INDEX waiting_news ON sign_in (member_id) WHERE news = 1;
CREATE INDEX ix_point_sum_family_id ON point_sum (family_id);
CREATE TRIGGER point_entry_added AFTER INSERT ON point_entry BEGIN INSERT INTO point_sum (member_id, family_id, points) VALUES (new.member_id, new.family_id, new.amount) ON CONFLICT (member_id) DO UPDATE SET points = points + excluded.points; END;
CREATE TRIGGER point_entry_gone AFTER DELETE ON point_entry BEGIN UPDATE point_sum SET points = points - old.amount WHERE member_id = old.member_id; END;
CREATE TRIGGER point_entry_changed AFTER UPDATE OF member_id, amount ON point_entry BEGIN UPDATE point_sum SET points = points - old.amount WHERE member_id = old.member_id; INSERT INTO point_sum (member_id, family_id, points) VALUES (new.member_id, new.family_id, new.amount) ON CONFLICT (member_id) DO UPDATE SET points = points + excluded.points; END;
COMMIT;
