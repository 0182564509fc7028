package dev.riskflow.report.content;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.util.JsonParserDelegate;

/** Reads on where a number is too monstrous even for a {@link BigDecimal}: it is one that nobody can show, no more. */
final class ForgivingParser extends JsonParserDelegate {

    private static final BigDecimal MONSTROUS = new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE);

    ForgivingParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public BigDecimal getDecimalValue() {
        try {
            return super.getDecimalValue();
        } catch (JacksonException | NumberFormatException e) {
            return MONSTROUS;
        }
    }
}
