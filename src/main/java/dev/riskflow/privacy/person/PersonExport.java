package dev.riskflow.privacy.person;

import dev.riskflow.flow.office.HeldFlows;
import dev.riskflow.provider.FlowId;
import dev.riskflow.report.AccessKind;
import dev.riskflow.report.AnswerBrokenOffException;
import dev.riskflow.report.ReportAccess;
import dev.riskflow.report.ReportReaders;
import dev.riskflow.report.export.LongAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Writes all that is held on a user, flow by flow, in constant memory: no more than one document is in it at a time, and
 * no connection is held between two. So it is no snapshot, and a flow that is erased meanwhile is left out.
 */
@Component
class PersonExport {

    private static final int BATCH = 100;

    private final HeldFlows flows;
    private final PersonDocuments documents;
    private final ReportReaders readers;

    PersonExport(HeldFlows flows, PersonDocuments documents, ReportReaders readers) {
        this.flows = flows;
        this.documents = documents;
        this.readers = readers;
    }

    /**
     * Answers. What is about to be shown is noted first, batch by batch.
     *
     * @return false if nothing is held, and nothing was written
     * @throws AnswerBrokenOffException if it goes wrong after its first byte
     */
    boolean write(String userId, HttpServletResponse response) {
        List<FlowId> batch = flows.page(userId, null, BATCH);
        if (batch.isEmpty()) {
            return false;
        }
        note(userId, batch);
        LongAnswer answer = LongAnswer.to(response);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader("Content-Disposition", "attachment; filename=\"user.json\"");
        long written = 0;
        try {
            PersonDocuments.Writer writer = documents.begin(userId, response.getOutputStream());
            while (!batch.isEmpty()) {
                batch.forEach(writer::write);
                written += batch.size();
                batch = batch.size() < BATCH ? List.of() : flows.page(userId, batch.getLast(), BATCH);
                note(userId, batch);
            }
            writer.end();
        } catch (RuntimeException | IOException e) {
            answer.failed(e, written + " flows of a user");
        }
        return true;
    }

    private void note(String userId, List<FlowId> batch) {
        if (!batch.isEmpty()) {
            readers.note(new ReportAccess(AccessKind.PERSON_EXPORT, batch, userId, Set.of("user_id")));
        }
    }
}
