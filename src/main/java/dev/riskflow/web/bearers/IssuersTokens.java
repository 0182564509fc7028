package dev.riskflow.web.bearers;

import dev.riskflow.RequestTurns;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Reads an issuer's tokens. The issuer is asked for its metadata when the first token comes, so that the service starts
 * without it, and for its keys when a token needs them. Whoever waits for it gives up a request's turn meanwhile; while
 * it is away, callers are told so at once, and it is asked again after a pause.
 */
final class IssuersTokens implements JwtDecoder {

    /** Three places where metadata may be, and the keys; each once more, where a turn came late. */
    private static final int MOST_QUESTIONS = 8;

    private final Supplier<JwtDecoder> issuer;
    private final IssuersAnswers answers;
    private final RequestTurns turns;
    private volatile @Nullable JwtDecoder known;

    /** @param issuer made of what the answers say */
    IssuersTokens(Supplier<JwtDecoder> issuer, IssuersAnswers answers, RequestTurns turns) {
        this.issuer = issuer;
        this.answers = answers;
        this.turns = turns;
    }

    @Override
    public Jwt decode(String token) {
        return decode(token, MOST_QUESTIONS);
    }

    private Jwt decode(String token, int questions) {
        try {
            return decoder().decode(token);
        } catch (JwtException e) {
            HttpRequest question =
                    NotAsked.in(e).filter(needed -> questions > 0).orElseThrow(() -> e);
            turns.without(() -> {
                answers.ask(question);
                return question;
            });
            return decode(token, questions - 1);
        }
    }

    /** Two that make one at the same time make the same. */
    private JwtDecoder decoder() {
        JwtDecoder decoder = known;
        if (decoder == null) {
            decoder = make();
            known = decoder;
        }
        return decoder;
    }

    private JwtDecoder make() {
        try {
            return issuer.get();
        } catch (RuntimeException e) {
            throw new JwtException("The issuer can't be reached", e);
        }
    }
}
