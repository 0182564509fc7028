package dev.riskflow.report.keeping;

import dev.riskflow.DatabaseAway;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.content.ContentReader;
import dev.riskflow.report.content.Extract;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes out of a stored document what lists, charts and the search need. Safe to repeat. */
@Component
class Extraction {

    private static final Logger LOG = LoggerFactory.getLogger(Extraction.class);

    private final ContentReader reader;
    private final ExtractStore store;

    Extraction(ContentReader reader, ExtractStore store) {
        this.reader = reader;
        this.store = store;
    }

    /** Never fails: what could not be done now, because the database is away, is done by {@link UnreadReports}. */
    void extract(FlowId flow, int version, String document) {
        try {
            store.keep(flow, version, reader.extract(document));
        } catch (RuntimeException e) {
            if (DatabaseAway.explains(e)) {
                LOG.warn("flow {}: version {} is stored, and will be read later ({})", flow, version, name(e));
            } else {
                LOG.warn("flow {}: version {} is stored, and could not be read ({})", flow, version, name(e));
                giveUp(flow, version);
            }
        }
    }

    /** So that nobody tries the same again and again. */
    private void giveUp(FlowId flow, int version) {
        try {
            store.keep(flow, version, Extract.NOTHING);
        } catch (RuntimeException e) {
            LOG.warn("flow {}: version {} will be read later ({})", flow, version, name(e));
        }
    }

    /** Without the message, which may repeat what stands in the document. */
    private static String name(RuntimeException e) {
        return e.getClass().getSimpleName();
    }
}
