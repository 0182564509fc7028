package dev.riskflow.flow.office;

import dev.riskflow.flow.life.Flow;
import dev.riskflow.flow.life.FlowRepository;
import dev.riskflow.flow.life.FlowViews;
import dev.riskflow.flow.start.LinkSeals;
import dev.riskflow.flow.start.request.RequestJson;
import dev.riskflow.provider.FlowId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads all that is held on a user's flows, for whoever has to tell that user. */
@Component
public class HeldFlows {

    private final JdbcClient jdbc;
    private final FlowRepository flows;
    private final FlowViews views;
    private final LinkSeals seals;

    HeldFlows(JdbcClient jdbc, FlowRepository flows, FlowViews views, LinkSeals seals) {
        this.jdbc = jdbc;
        this.flows = flows;
        this.views = views;
        this.seals = seals;
    }

    /**
     * Flows of a user in the order of their ids, whichever client started them.
     *
     * @param after where the page before ended; null for the first one
     */
    public List<FlowId> page(String userId, @Nullable FlowId after, int most) {
        return jdbc.sql("SELECT flow_id FROM flow WHERE user_id = :user AND flow_id > :after ORDER BY flow_id LIMIT "
                        + most)
                .param("user", userId)
                .param("after", after == null ? "" : after.value())
                .query((row, n) -> new FlowId(row.getString("flow_id")))
                .list();
    }

    /** Empty if it was erased meanwhile. */
    @Transactional(readOnly = true)
    public Optional<HeldFlow> find(FlowId id) {
        return flows.findWithTransitionsByFlowId(id.value()).map(this::held);
    }

    private HeldFlow held(Flow flow) {
        return new HeldFlow(
                views.of(flow),
                flow.client(),
                flow.language(),
                flow.returnUrl(),
                seals.parameters(flow).map(RequestJson::write).orElse(null));
    }
}
