"""The tables of `library.db`, as the numbered steps that made them.

MIGRATIONS[n] takes a library from version n to n + 1. What has been released is never edited, only added to. The
statements may call `url_key`.
"""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE articles (
            arrival INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            text_sha256 TEXT NOT NULL,
            text_version INTEGER NOT NULL,
            words INTEGER NOT NULL,
            added TEXT NOT NULL,
            source TEXT,
            author TEXT,
            url TEXT,
            published TEXT,
            language TEXT,
            path TEXT,
            read INTEGER NOT NULL DEFAULT 0,
            recency TEXT NOT NULL
        )""",
        "CREATE INDEX articles_by_recency ON articles (recency, arrival, id)",
        "CREATE INDEX articles_by_path ON articles (path) WHERE path IS NOT NULL",
        "CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL",
        "CREATE INDEX articles_by_text ON articles (text_sha256)",
        """CREATE TABLE revisions (
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            text_sha256 TEXT NOT NULL,
            text_version INTEGER NOT NULL,
            captured TEXT NOT NULL,
            format TEXT NOT NULL,
            source TEXT NOT NULL,
            document BLOB NOT NULL,
            PRIMARY KEY (article_id, text_sha256)
        )""",
        """CREATE TABLE file_state (
            path TEXT PRIMARY KEY,
            mtime_ns INTEGER NOT NULL,
            size INTEGER NOT NULL,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
        )""",
        "CREATE INDEX file_state_by_article ON file_state (article_id)",
        """CREATE TABLE analyses (
            text_sha256 TEXT NOT NULL,
            pipeline_version TEXT NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (text_sha256, pipeline_version)
        )""",
    ),
    (
        # Where the reader was in the article's text when it was left, as an offset.
        "ALTER TABLE articles ADD COLUMN place INTEGER NOT NULL DEFAULT 0",
    ),
    (
        # Feeds. `folder` and `tags` are JSON arrays of texts.
        """CREATE TABLE feeds (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            url TEXT NOT NULL UNIQUE,
            own_title TEXT NOT NULL DEFAULT '',
            given_title TEXT NOT NULL DEFAULT '',
            site_url TEXT,
            folder TEXT NOT NULL DEFAULT '[]',
            tags TEXT NOT NULL DEFAULT '[]',
            added TEXT NOT NULL,
            unsubscribed TEXT,
            paused INTEGER NOT NULL DEFAULT 0,
            full_text TEXT NOT NULL DEFAULT 'auto',
            keep_days INTEGER,
            keep_count INTEGER,
            user TEXT,
            secret TEXT,
            trusted INTEGER NOT NULL DEFAULT 0
        )""",
        # What fetching a feed has taught, apart from what the reader decided about it.
        """CREATE TABLE feed_states (
            feed_id INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
            etag TEXT,
            last_modified TEXT,
            body_sha256 TEXT,
            fetched TEXT,
            succeeded TEXT,
            changed TEXT,
            due TEXT,
            interval INTEGER NOT NULL DEFAULT 0,
            failures INTEGER NOT NULL DEFAULT 0,
            error TEXT,
            not_before TEXT,
            gone INTEGER NOT NULL DEFAULT 0
        )""",
        # What feeds have given. The row outlives its article: what was pruned does not come back as new.
        """CREATE TABLE entries (
            feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            arrival INTEGER REFERENCES articles (arrival) ON DELETE SET NULL,
            content_sha256 BLOB NOT NULL,
            seen TEXT NOT NULL,
            PRIMARY KEY (feed_id, key)
        ) WITHOUT ROWID""",
        "CREATE INDEX entries_by_article ON entries (arrival, feed_id)",
        # The text of an entry until it has been made a document.
        """CREATE TABLE incoming (
            arrival INTEGER PRIMARY KEY REFERENCES articles (arrival) ON DELETE CASCADE,
            html TEXT NOT NULL
        )""",
        """CREATE TABLE enclosures (
            arrival INTEGER NOT NULL REFERENCES articles (arrival) ON DELETE CASCADE,
            url TEXT NOT NULL,
            media_type TEXT,
            size INTEGER,
            PRIMARY KEY (arrival, url)
        ) WITHOUT ROWID""",
        "ALTER TABLE articles ADD COLUMN url_key TEXT",
        "ALTER TABLE articles ADD COLUMN content_sha256 BLOB",
        "ALTER TABLE articles ADD COLUMN excerpt INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE articles ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE articles ADD COLUMN indexed INTEGER",
        "UPDATE articles SET url_key = url_key(url)",
        "DROP INDEX articles_by_url",
        "DROP INDEX articles_by_recency",
        # Everything that a list of articles is chosen and ordered by, so that it is read from the index alone.
        "CREATE INDEX articles_by_recency ON articles (recency, arrival, id, read, hidden)",
        "CREATE INDEX articles_by_url_key ON articles (url_key) WHERE url_key IS NOT NULL",
        "CREATE INDEX articles_by_content ON articles (content_sha256) WHERE content_sha256 IS NOT NULL",
        "CREATE UNIQUE INDEX articles_by_index_row ON articles (indexed) WHERE indexed IS NOT NULL",
        "CREATE INDEX articles_not_indexed ON articles (arrival) WHERE indexed IS NULL",
        # One file may hold several articles: the chapters of a book.
        "ALTER TABLE file_state RENAME TO file_state_of_one",
        "DROP INDEX file_state_by_article",
        """CREATE TABLE file_state (
            path TEXT NOT NULL,
            part INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            size INTEGER NOT NULL,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            PRIMARY KEY (path, part)
        ) WITHOUT ROWID""",
        "INSERT INTO file_state SELECT path, 0, mtime_ns, size, article_id FROM file_state_of_one",
        "DROP TABLE file_state_of_one",
        "CREATE INDEX file_state_by_article ON file_state (article_id)",
        # How a text came in, with what was answered, so that it can be shown later.
        """CREATE TABLE captures (
            id INTEGER PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            text_sha256 TEXT NOT NULL,
            url TEXT NOT NULL,
            final_url TEXT NOT NULL,
            captured TEXT NOT NULL,
            status INTEGER NOT NULL,
            media_type TEXT,
            charset TEXT,
            body_sha256 TEXT NOT NULL,
            body BLOB NOT NULL
        )""",
        "CREATE INDEX captures_by_article ON captures (article_id)",
        """CREATE TABLE rules (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            query TEXT NOT NULL,
            marks_read INTEGER NOT NULL,
            stars INTEGER NOT NULL,
            hides INTEGER NOT NULL,
            tags TEXT NOT NULL,
            enabled INTEGER NOT NULL DEFAULT 1,
            position INTEGER NOT NULL
        )""",
        # Words of articles, folded. A row that no article's `indexed` names any more is passed over.
        """CREATE VIRTUAL TABLE words USING fts5 (
            title, author, source, text, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
        )""",
        # Accounts on servers that fetch feeds. Their ids are never given again: keys in `entries` have them.
        """CREATE TABLE accounts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            url TEXT NOT NULL,
            user TEXT NOT NULL,
            secret TEXT NOT NULL,
            added TEXT NOT NULL,
            tried TEXT,
            succeeded TEXT,
            error TEXT,
            not_before TEXT,
            UNIQUE (url, user)
        )""",
        # What a server is known to have of feeds and articles. What is otherwise here was changed here, and waits to be
        # sent. `known_folder` is a JSON array of texts; `stream` is empty until the server is known to have the feed.
        """CREATE TABLE account_feeds (
            account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
            feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            stream TEXT NOT NULL,
            known_followed INTEGER NOT NULL,
            known_title TEXT NOT NULL,
            known_folder TEXT NOT NULL,
            PRIMARY KEY (account_id, feed_id)
        ) WITHOUT ROWID""",
        "CREATE INDEX account_feeds_by_feed ON account_feeds (feed_id)",
        # `stray` is the stream of an item whose feed was not followed here when it came. What was pruned has neither.
        """CREATE TABLE account_items (
            account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
            item TEXT NOT NULL,
            arrival INTEGER REFERENCES articles (arrival) ON DELETE SET NULL,
            stray TEXT,
            known_read INTEGER NOT NULL,
            known_starred INTEGER NOT NULL,
            PRIMARY KEY (account_id, item)
        ) WITHOUT ROWID""",
        "CREATE INDEX account_items_by_article ON account_items (arrival) WHERE arrival IS NOT NULL",
        # What articles name, across all of them. `surname` is the last word of a person's name, `is_full` says that
        # there are others before it. `leader` is the entity that this one counts as: as a rule itself. The rest is
        # what the reader said of it: which one it is (`bound`), its name, its type, that it is not wanted.
        """CREATE TABLE entities (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL,
            surname TEXT,
            is_full INTEGER NOT NULL DEFAULT 0,
            articles INTEGER NOT NULL DEFAULT 0,
            mentions INTEGER NOT NULL DEFAULT 0,
            leader INTEGER,
            bound INTEGER,
            given_name TEXT,
            given_type TEXT,
            hidden INTEGER NOT NULL DEFAULT 0
        )""",
        "CREATE INDEX entities_by_leader ON entities (leader, id, articles)",
        "CREATE INDEX entities_by_surname ON entities (surname) WHERE surname IS NOT NULL",
        "CREATE INDEX entities_led ON entities (id) WHERE leader <> id",
        # An entity in an article. `names` and `roles` are JSON arrays, the canonical name first.
        """CREATE TABLE appearances (
            entity INTEGER NOT NULL REFERENCES entities (id),
            recency TEXT NOT NULL,
            arrival INTEGER NOT NULL REFERENCES articles (arrival) ON DELETE CASCADE,
            mentions INTEGER NOT NULL,
            names TEXT NOT NULL,
            roles TEXT NOT NULL,
            PRIMARY KEY (entity, recency, arrival)
        ) WITHOUT ROWID""",
        "CREATE INDEX appearances_by_article ON appearances (arrival)",
        # What articles call an entity, and in how many: `kind` is 'name' for the canonical one, 'alias' or 'role'.
        """CREATE TABLE entity_words (
            entity INTEGER NOT NULL REFERENCES entities (id),
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            articles INTEGER NOT NULL,
            PRIMARY KEY (entity, kind, text)
        ) WITHOUT ROWID""",
        """CREATE VIRTUAL TABLE entity_names USING fts5 (
            name, entity UNINDEXED, is_given UNINDEXED, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
        )""",
        # The counts follow from triggers, so that they are right whatever removes an article.
        """CREATE TRIGGER appearance_comes AFTER INSERT ON appearances BEGIN
            UPDATE entities SET articles = articles + 1, mentions = mentions + NEW.mentions WHERE id = NEW.entity;
            INSERT INTO entity_words SELECT NEW.entity, iif(key = 0, 'name', 'alias'), value, 1
                FROM json_each(NEW.names) WHERE true ON CONFLICT DO UPDATE SET articles = articles + 1;
            INSERT INTO entity_words SELECT NEW.entity, 'role', value, 1
                FROM json_each(NEW.roles) WHERE true ON CONFLICT DO UPDATE SET articles = articles + 1;
        END""",
        """CREATE TRIGGER appearance_goes AFTER DELETE ON appearances BEGIN
            UPDATE entities SET articles = articles - 1, mentions = mentions - OLD.mentions WHERE id = OLD.entity;
            UPDATE entity_words SET articles = articles - 1 WHERE entity = OLD.entity AND (kind, text) IN (
                SELECT iif(key = 0, 'name', 'alias'), value FROM json_each(OLD.names)
                UNION SELECT 'role', value FROM json_each(OLD.roles));
        END""",
        # Who said what: `start` and `stop` are offsets in the article's text, `entity` is the speaker if that is sure,
        # `statement` is the same for the same words. Ids are never given again: rows of the index below have them.
        """CREATE TABLE quotations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            arrival INTEGER NOT NULL REFERENCES articles (arrival) ON DELETE CASCADE,
            recency TEXT NOT NULL,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            speaker TEXT,
            cue TEXT NOT NULL,
            confidence REAL NOT NULL,
            entity INTEGER REFERENCES entities (id),
            statement INTEGER NOT NULL
        )""",
        "CREATE INDEX quotations_by_article ON quotations (arrival)",
        "CREATE INDEX quotations_by_speaker ON quotations (entity, recency, arrival, start) WHERE entity IS NOT NULL",
        "CREATE INDEX quotations_by_recency ON quotations (recency)",
        "CREATE INDEX quotations_by_statement ON quotations (statement)",
        # Entities that are named inside quotations.
        """CREATE TABLE quotation_subjects (
            entity INTEGER NOT NULL REFERENCES entities (id),
            quotation INTEGER NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
            PRIMARY KEY (entity, quotation)
        ) WITHOUT ROWID""",
        "CREATE INDEX quotation_subjects_by_quotation ON quotation_subjects (quotation)",
        """CREATE VIRTUAL TABLE quotation_words USING fts5 (
            text, speaker, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
        )""",
        # By which version of the pipeline the rows above were found in the article's present text; NULL by none.
        "ALTER TABLE articles ADD COLUMN analysed TEXT",
        "CREATE INDEX articles_to_analyse ON articles (recency) WHERE analysed IS NULL",
        """CREATE TRIGGER article_says_otherwise AFTER UPDATE OF text_sha256 ON articles
            WHEN OLD.text_sha256 <> NEW.text_sha256 BEGIN
            DELETE FROM appearances WHERE arrival = OLD.arrival;
            DELETE FROM quotations WHERE arrival = OLD.arrival;
            UPDATE articles SET analysed = NULL WHERE arrival = OLD.arrival;
        END""",
        """CREATE TRIGGER article_is_of_another_day AFTER UPDATE OF recency ON articles
            WHEN OLD.recency <> NEW.recency BEGIN
            UPDATE appearances SET recency = NEW.recency WHERE arrival = OLD.arrival;
            UPDATE quotations SET recency = NEW.recency WHERE arrival = OLD.arrival;
        END""",
        # Articles that a process is about to analyse, until when others leave them to it, in seconds of the epoch.
        """CREATE TABLE analysis_claims (
            arrival INTEGER PRIMARY KEY REFERENCES articles (arrival) ON DELETE CASCADE,
            holder TEXT NOT NULL,
            until REAL NOT NULL
        )""",
        # The reader's corrections that the entities above have been given, as JSON, in one row.
        "CREATE TABLE applied_corrections (corrections TEXT NOT NULL)",
    ),
)
