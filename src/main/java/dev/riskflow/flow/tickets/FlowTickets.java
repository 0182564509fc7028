package dev.riskflow.flow.tickets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.riskflow.provider.FlowId;
import dev.riskflow.secrets.SealedColumn;
import dev.riskflow.secrets.Sealer;
import dev.riskflow.secrets.Secret;
import dev.riskflow.secrets.UnsealableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * Tickets to one flow's events, for who can't send credentials: a browser's EventSource. A ticket is the time of its
 * end, sealed for the flow, so that any instance knows it without having kept it.
 */
@Component
public class FlowTickets {

    /** Of a caller whom a ticket has let in. No client has it. */
    public static final String ROLE = "TICKET";

    private static final SealedColumn COLUMN = new SealedColumn("flow.ticket");

    /** To connect; a stream that is open lives on. */
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Sealer sealer;
    private final Clock clock;

    FlowTickets(Sealer sealer, Clock clock) {
        this.sealer = sealer;
        this.clock = clock;
    }

    FlowTicket issue(FlowId flow) {
        Instant expiresAt = clock.instant().plus(LIFETIME);
        String seal = sealer.seal(Secret.of(expiresAt.toString()), COLUMN, flow.value());
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(seal.getBytes(UTF_8));
        return new FlowTicket(Secret.of(text), expiresAt);
    }

    /** Whether it is a ticket of ours, for that flow, and has not expired. */
    public boolean admit(String ticket, FlowId flow) {
        try {
            String seal = new String(Base64.getUrlDecoder().decode(ticket), UTF_8);
            String expiresAt = sealer.open(seal, COLUMN, flow.value()).reveal();
            return clock.instant().isBefore(Instant.parse(expiresAt));
        } catch (IllegalArgumentException | UnsealableException e) {
            return false;
        }
    }
}
