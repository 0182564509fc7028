package dev.riskflow.operation;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text that is read from its beginning to its end; spaces between its parts mean nothing. */
final class QueryText {

    private final String text;
    private int position;

    QueryText(String text) {
        this.text = text.strip();
    }

    /** What comes next, if it looks so; then it is passed. */
    Optional<MatchResult> next(String pattern) {
        Matcher matcher = Pattern.compile("\\s*(?:" + pattern + ")\\s*").matcher(text);
        matcher.region(position, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        position = matcher.end();
        Matcher part = Pattern.compile(pattern).matcher(matcher.group().strip());
        return part.matches() ? Optional.of(part.toMatchResult()) : Optional.empty();
    }

    MatchResult require(String pattern) {
        return next(pattern).orElseThrow(() -> unknown("no " + pattern));
    }

    void requireEnd() {
        if (position < text.length()) {
            throw unknown("not the end");
        }
    }

    private IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException(what + " at " + position + " of " + text);
    }
}
