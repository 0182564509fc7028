package dev.riskflow.privacy.person;

import dev.riskflow.flow.office.HeldFlow;
import dev.riskflow.flow.office.HeldFlows;
import dev.riskflow.privacy.access.AccessEntries;
import dev.riskflow.privacy.access.AccessEntry;
import dev.riskflow.privacy.access.AccessFilter;
import dev.riskflow.privacy.access.AccessPage;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.reading.ReportVersion;
import dev.riskflow.report.reading.StoredDocument;
import dev.riskflow.report.reading.StoredReports;
import dev.riskflow.token.Grants;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what is held on a person: flows, what they were started with, grants, reports, and who read them. */
@Component
class PersonDocuments {

    private static final int PAGE = 200;

    private final HeldFlows flows;
    private final Grants grants;
    private final StoredReports reports;
    private final AccessEntries accesses;
    private final JsonMapper mapper;
    private final Clock clock;

    PersonDocuments(
            HeldFlows flows,
            Grants grants,
            StoredReports reports,
            AccessEntries accesses,
            JsonMapper mapper,
            Clock clock) {
        this.flows = flows;
        this.grants = grants;
        this.reports = reports;
        this.accesses = accesses;
        this.mapper = mapper;
        this.clock = clock;
    }

    Writer begin(String userId, OutputStream out) {
        return new Writer(userId, mapper.createGenerator(out));
    }

    /**
     * Of one document. To be ended, and in no other way closed: the generator closes what is open, and so a document that
     * broke off would pass for whole.
     */
    final class Writer {

        private final String userId;
        private final JsonGenerator json;

        private Writer(String userId, JsonGenerator json) {
            this.userId = userId;
            this.json = json;
            json.writeStartObject();
            json.writeStringProperty("user_id", userId);
            json.writeStringProperty("exported_at", clock.instant().toString());
            json.writeArrayPropertyStart("flows");
        }

        /** Nothing, if it was erased meanwhile. */
        void write(FlowId id) {
            flows.find(id).ifPresent(held -> {
                json.writeStartObject();
                write(held);
                grants.story(id).ifPresent(story -> json.writePOJOProperty("grant", story));
                writeReport(id);
                json.writeArrayPropertyStart("accesses");
                writeAccesses(new AccessFilter(id, null, null, null, null, null), entry -> entry.about(id));
                json.writeEndArray();
                json.writeEndObject();
            });
        }

        private void write(HeldFlow held) {
            json.writePOJOProperty("flow", held.flow());
            json.writeStringProperty("client", held.client());
            writeIfKnown("language", held.language());
            writeIfKnown("return_url", held.returnUrl());
            if (held.parameters() != null) {
                json.writeName("parameters");
                json.writeRawValue(held.parameters());
            }
        }

        private void writeIfKnown(String name, @Nullable String value) {
            if (value != null) {
                json.writeStringProperty(name, value);
            }
        }

        private void writeReport(FlowId id) {
            reports.find(id).ifPresent(envelope -> {
                json.writePOJOProperty("report", envelope);
                json.writeArrayPropertyStart("versions");
                writeVersions(id);
                json.writeEndArray();
            });
        }

        private void writeVersions(FlowId id) {
            List<ReportVersion> page = reports.history(id, PAGE, null);
            while (!page.isEmpty()) {
                for (ReportVersion version : page) {
                    reports.document(id, version.version()).ifPresent(document -> writeVersion(version, document));
                }
                page = page.size() < PAGE
                        ? List.of()
                        : reports.history(id, PAGE, page.getLast().version());
            }
        }

        /** The document to the letter, as everywhere. */
        private void writeVersion(ReportVersion version, StoredDocument document) {
            json.writeStartObject();
            json.writeNumberProperty("version", version.version());
            json.writeStringProperty("stored_at", version.storedAt().toString());
            json.writeName("document");
            document.writeTo(json);
            json.writeEndObject();
        }

        /** At the end: who asked for this user without being shown a report. */
        void end() {
            json.writeEndArray();
            json.writeArrayPropertyStart("searches");
            writeAccesses(new AccessFilter(null, userId, null, null, null, null), UnaryOperator.identity());
            json.writeEndArray();
            json.writeEndObject();
            json.close();
        }

        private void writeAccesses(AccessFilter filter, UnaryOperator<AccessEntry> told) {
            Long before = null;
            do {
                AccessPage page = accesses.page(startingBefore(filter, before), PAGE);
                page.entries().stream().map(told).forEach(json::writePOJO);
                before = page.nextBefore();
            } while (before != null);
        }

        private static AccessFilter startingBefore(AccessFilter filter, @Nullable Long before) {
            return new AccessFilter(filter.flow(), filter.userId(), null, null, null, before);
        }
    }
}
