package dev.riskflow.flow.start.request;

import dev.riskflow.flow.Binding;
import dev.riskflow.flow.FlowProblem;
import dev.riskflow.flow.Requester;
import dev.riskflow.flow.browser.PublicSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an end user may start with a token of their own: flows about themselves, whose code only they can bring back. A
 * server vouches for its users; nobody vouches for this one, who may have sent the link to somebody else.
 */
@Component
public class EndUserStarts {

    private final PublicSettings settings;

    EndUserStarts(PublicSettings settings) {
        this.settings = settings;
    }

    /**
     * The order as it may be carried out.
     *
     * @throws FlowProblem if it is about another user
     * @throws StartRefused if anybody could bring its code
     */
    public FlowOrder order(Requester requester, StartFlowRequest request) {
        String user = requester.endUser();
        if (user == null) {
            return new FlowOrder(requester.client(), request.userId(), request, null);
        }
        if (request.userId() != null && !request.userId().equals(user)) {
            throw FlowProblem.notYourself();
        }
        return new FlowOrder(requester.client(), user, request.withBinding(bound(request.binding())), null);
    }

    private Binding bound(@Nullable Binding wanted) {
        if (wanted == null) {
            return settings.browsersKeepSecureCookies() ? Binding.BROWSER : Binding.CONFIRM;
        }
        return switch (wanted) {
            case NONE -> throw StartRefused.unboundEndUser();
            case BROWSER, CONFIRM -> wanted;
        };
    }
}
