package dev.riskflow.flow.life;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Flows, as stored. */
public interface FlowRepository extends Repository<Flow, String> {

    Optional<Flow> findById(String flowId);

    /** With its transitions, for a reader. */
    @EntityGraph(attributePaths = "transitions")
    Optional<Flow> findWithTransitionsByFlowId(String flowId);

    /** For a writer that has locked their rows already. */
    List<Flow> findByFlowIdIn(Collection<String> flowIds);

    /** For a writer: whoever changes a flow's status waits here for whoever is changing it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT f FROM Flow f WHERE f.flowId = :flowId")
    Optional<Flow> lock(String flowId);
}
