-- Run once by PostgreSQL's image, with psql, in a new volume: the service's user owns its database, and is no superuser.
-- The image wants a password for its own superuser, which from here on has none, and gets in from within the container only.
\set password `cat /run/secrets/spring.datasource.password`
CREATE ROLE riskflow LOGIN PASSWORD :'password';
CREATE DATABASE riskflow OWNER riskflow;
ALTER ROLE postgres PASSWORD NULL;
