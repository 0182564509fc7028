SET lock_timeout = 0;
-- No job has a priority: none is looked for by it, and each change of one was written here as well.
DROP INDEX CONCURRENTLY IF EXISTS scheduled_tasks_priority;
