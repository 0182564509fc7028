-- All who read or write a table queue behind a change of it that waits for a lock. Said before each migration: one that is
-- not waited for may have said otherwise, and the next one has its connection.
SET lock_timeout = '5s';
