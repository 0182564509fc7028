package dev.riskflow.web.limits;

import dev.riskflow.RequestTurns;
import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Whoever waits for a part of a body lets another request have its turn meanwhile: some hundred clients that send theirs
 * byte by byte would else keep everybody from being served, the probes that say whether we live among them. The container
 * reads some by itself, such as forms, so this is where it gets each request, also one of several in a row.
 */
final class BodiesTakeNoTurn implements Adapter {

    private final Adapter container;
    private final RequestTurns turns;

    BodiesTakeNoTurn(Adapter container, RequestTurns turns) {
        this.container = container;
        this.turns = turns;
    }

    @Override
    public void service(Request received, Response response) throws Exception {
        turns.takeAgain();
        InputBuffer body = received.getInputBuffer();
        received.setInputBuffer(new Awaited(received, body));
        try {
            container.service(received, response);
        } finally {
            received.setInputBuffer(body);
            // The container reads what nobody wanted, so that the client sees its answer.
            if (!received.isFinished()) {
                turns.endEarly();
            }
        }
    }

    @Override
    public boolean prepare(Request received, Response response) throws Exception {
        return container.prepare(received, response);
    }

    @Override
    public boolean asyncDispatch(Request received, Response response, SocketEvent status) throws Exception {
        return container.asyncDispatch(received, response, status);
    }

    @Override
    public void log(Request received, Response response, long time) {
        container.log(received, response, time);
    }

    @Override
    public void checkRecycled(Request received, Response response) {
        container.checkRecycled(received, response);
    }

    @Override
    public String getDomain() {
        return container.getDomain();
    }

    private final class Awaited implements InputBuffer {

        private final Request received;
        private final InputBuffer body;

        Awaited(Request received, InputBuffer body) {
            this.received = received;
            this.body = body;
        }

        @Override
        public int doRead(ApplicationBufferHandler reader) throws IOException {
            // Of a body in chunks, what is there may be the beginning of a chunk's size, whose end is waited for.
            boolean isPlain = received.getContentLengthLong() >= 0;
            boolean isThere = received.isFinished() || (isPlain && body.available() > 0);
            return isThere ? body.doRead(reader) : turns.without(() -> body.doRead(reader));
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
