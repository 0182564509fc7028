package dev.riskflow.web.limits;

import dev.riskflow.RequestTurns;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Whoever waits for a part of a body lets another request have its turn meanwhile: some hundred clients that send theirs
 * byte by byte would else keep everybody from being served, the probes that say whether we live among them. The container
 * reads forms by itself, so a filter would not see all that is read.
 */
final class BodiesTakeNoTurn extends ValveBase {

    private final RequestTurns turns;

    BodiesTakeNoTurn(RequestTurns turns) {
        super(true);
        this.turns = turns;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var received = request.getCoyoteRequest();
        InputBuffer body = received.getInputBuffer();
        received.setInputBuffer(new Awaited(received, body));
        try {
            getNext().invoke(request, response);
        } finally {
            received.setInputBuffer(body);
            // The container reads what nobody wanted, so that the client sees its answer.
            if (!received.isFinished()) {
                turns.endEarly();
            }
        }
    }

    private final class Awaited implements InputBuffer {

        private final org.apache.coyote.Request received;
        private final InputBuffer body;

        Awaited(org.apache.coyote.Request received, InputBuffer body) {
            this.received = received;
            this.body = body;
        }

        @Override
        public int doRead(ApplicationBufferHandler reader) throws IOException {
            boolean isThere = body.available() > 0 || received.isFinished();
            return isThere ? body.doRead(reader) : turns.without(() -> body.doRead(reader));
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
