-- Tokens that came may land after their grant was given up as lost (a database that was away for one instance, while
-- another one asked for the grant). Then the report is to be checked again, which nobody did any more.
CREATE FUNCTION risk_report_access_recovered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE risk_report SET check_not_before = '-infinity'
     WHERE flow_id = NEW.flow_id AND check_not_before = 'infinity';
    RETURN NULL;
END $$;
CREATE TRIGGER token_grant_recovered AFTER UPDATE OF state ON token_grant FOR EACH ROW
    WHEN (OLD.state = 'REAUTHORIZE' AND NEW.state = 'ACTIVE')
    EXECUTE FUNCTION risk_report_access_recovered();
