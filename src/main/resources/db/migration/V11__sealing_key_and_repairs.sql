-- The key that rows are moved to: the primary key of the instance that was started last. Instances with another one would
-- move them back.
CREATE TABLE sealing_key (
    id     text PRIMARY KEY CHECK (id = 'only'),
    key_id text NOT NULL
);

-- What V1 stored was followed by nobody since V2: a change of keys left it behind, so that nothing opened it any more, and
-- all of it passed for one-time flows', so that no access was kept alive, nor seen to end.
UPDATE token_grant SET sealed_with = split_part(coalesce(refresh_token, access_token, code), ':', 1)
 WHERE sealed_with IS NULL AND coalesce(refresh_token, access_token, code) IS NOT NULL;
UPDATE token_grant g SET type = f.type FROM flow f WHERE f.flow_id = g.flow_id AND f.type <> g.type;
-- Each exchange since V2 says when the user was there.
UPDATE token_grant g
   SET user_active_at = coalesce(f.returned_at, g.created_at), issued_at = coalesce(g.issued_at, g.created_at),
       keep_alive_at = CASE WHEN g.type = 'ONGOING' AND g.state <> 'REAUTHORIZE' AND g.refresh_token IS NOT NULL
           THEN coalesce(g.keep_alive_at, coalesce(g.issued_at, g.created_at) + interval '30 days') END
  FROM flow f WHERE f.flow_id = g.flow_id AND g.generation > 0 AND g.user_active_at IS NULL;

-- Access that had come back before V9, or while its loss was being noted: the report is checked again.
UPDATE risk_report r SET check_not_before = '-infinity'
  FROM token_grant g
 WHERE g.flow_id = r.flow_id AND r.check_not_before = 'infinity' AND g.state IN ('ACTIVE', 'ROTATING', 'IN_DOUBT');
