package dev.riskflow.report.reading;

import dev.riskflow.report.AnswerBrokenOffException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * The provider's own document, verbatim: the very characters received, numbers included. As a rule one piece is all of it.
 * Of a large one no more is in memory: a client may take minutes to read 20 MB, and so may many at once.
 */
@JsonSerialize(using = StoredDocument.Verbatim.class)
public final class StoredDocument implements Iterable<String> {

    /** Characters (code points, as PostgreSQL counts them) of a piece; the last one has fewer. */
    static final int PIECE = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(StoredDocument.class);

    private final String first;
    private final IntFunction<Optional<String>> others;

    /** @param others the piece at an index; empty if the document is not there any more */
    StoredDocument(String first, IntFunction<Optional<String>> others) {
        this.first = first;
        this.others = others;
    }

    /** The pieces, each read when it is asked for. AnswerBrokenOffException if one can't be, such as after an erasure. */
    @Override
    public Iterator<String> iterator() {
        return new Pieces();
    }

    /** As a member's value. */
    public void writeTo(JsonGenerator json) {
        Iterator<String> pieces = iterator();
        json.writeRawValue(pieces.next());
        pieces.forEachRemaining(json::writeRaw);
    }

    @Override
    public String toString() {
        return "StoredDocument[***]";
    }

    private String other(int index) {
        try {
            return others.apply(index).orElseThrow(AnswerBrokenOffException::new);
        } catch (DataAccessException e) {
            LOG.warn("A document broke off, since the database failed", e);
            throw new AnswerBrokenOffException();
        }
    }

    private final class Pieces implements Iterator<String> {

        private int read;
        private boolean wasLast;

        @Override
        public boolean hasNext() {
            return !wasLast;
        }

        @Override
        public String next() {
            if (wasLast) {
                throw new NoSuchElementException();
            }
            String piece = read == 0 ? first : other(read);
            read++;
            wasLast = piece.length() < PIECE || piece.codePointCount(0, piece.length()) < PIECE;
            return piece;
        }
    }

    static final class Verbatim extends ValueSerializer<StoredDocument> {

        @Override
        public void serialize(StoredDocument document, JsonGenerator json, SerializationContext context) {
            document.writeTo(json);
        }
    }
}
