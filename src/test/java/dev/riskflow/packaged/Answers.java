package dev.riskflow.packaged;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** What callers and browsers got to read: headers and bodies. */
final class Answers {

    private final List<HttpResponse<String>> answers = new CopyOnWriteArrayList<>();

    void add(HttpResponse<String> answer) {
        answers.add(answer);
    }

    /** Refusals and failures, which say what is wrong and nothing else. */
    String problems() {
        return text(status -> status >= 400);
    }

    String successes() {
        return text(status -> status < 400);
    }

    private String text(IntPredicate statuses) {
        return answers.stream()
                .filter(answer -> statuses.test(answer.statusCode()))
                .map(answer -> answer.statusCode() + " " + answer.headers().map() + "\n" + answer.body())
                .collect(Collectors.joining("\n"));
    }
}
