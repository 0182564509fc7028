package dev.riskflow.provider;

import dev.riskflow.secrets.Secret;
import java.util.regex.Pattern;

/** Reads the answer to a flow initiation: {@code id} and {@code location}, both indispensable. */
final class LinkAnswers {

    /** An absolute URL in ASCII: it becomes a header of ours, so nothing that could break out of one. */
    private static final Pattern LOCATION =
            Pattern.compile("https?://[\\x21-\\x7E&&[^/?#]][\\x21-\\x7E]*", Pattern.CASE_INSENSITIVE);

    private LinkAnswers() {}

    static WidgetLink read(byte[] body) {
        AnswerMembers members = AnswerMembers.of(body);
        String id = members.find("id");
        String location = members.find("location");
        if (id == null) {
            throw new UnreadableAnswerException("no id");
        }
        if (location == null || !LOCATION.matcher(location).matches()) {
            throw new UnreadableAnswerException("no usable location");
        }
        try {
            return new WidgetLink(new FlowId(id), Secret.of(location));
        } catch (IllegalArgumentException e) {
            throw new UnreadableAnswerException("id is no flow id");
        }
    }
}
