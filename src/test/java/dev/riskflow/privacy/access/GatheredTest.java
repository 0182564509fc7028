package dev.riskflow.privacy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** Who is stored with whom, and what becomes of a group that can't be. */
@Timeout(30)
class GatheredTest {

    private final List<List<String>> begun = new CopyOnWriteArrayList<>();
    private final List<List<String>> stored = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ExecutorService callers = Executors.newCachedThreadPool(remembered());

    /** Each statement takes one. */
    private final Semaphore commits = new Semaphore(0);

    private final Gathered<String> gathered = new Gathered<>(group -> {
        begun.add(group);
        commits.acquireUninterruptibly();
        if (group.contains("broken")) {
            throw new DataIntegrityViolationException("broken");
        }
        if (group.contains("disk full")) {
            throw new DataAccessResourceFailureException("disk full");
        }
        stored.add(group);
    });

    @AfterEach
    void close() {
        commits.release(1_000);
        callers.close();
    }

    @Test
    void whoFindsAPlaceStoresAtOnce() {
        commits.release();

        gathered.store("one");

        assertThat(stored).containsExactly(List.of("one"));
    }

    @Test
    void whoComesWhileAllPlacesAreTakenIsStoredWithTheOthersAndReturnsAfterTheirCommit() throws Exception {
        List<Future<?>> first = takeAllPlaces();
        List<Future<?>> later = List.of(store("a"), store("b"), store("c"));

        freeAPlaceFor("a", "b", "c");
        assertThat(later).noneMatch(Future::isDone);

        commits.release(Gathered.GROUPS);
        allOf(first);
        allOf(later);
        assertThat(stored).hasSize(Gathered.GROUPS + 1);
        assertThat(stored).containsOnlyOnce(List.of("a", "b", "c"));
    }

    @Test
    void ofAGroupThatIsRefusedEachIsTriedAlone() throws Exception {
        List<Future<?>> first = takeAllPlaces();
        List<Future<?>> sound = List.of(store("a"), store("b"));
        Future<?> broken = store("broken");

        freeAPlaceFor("a", "b", "broken");
        commits.release(1_000);

        allOf(first);
        allOf(sound);
        assertThatThrownBy(broken::get).hasCauseInstanceOf(DataIntegrityViolationException.class);
        assertThat(stored).contains(List.of("a"), List.of("b")).doesNotContain(List.of("broken"));
    }

    /** There is no second try: each would wait for what is away as long again. */
    @Test
    void aGroupThatTheDatabaseCantTakeFailsTogether() throws Exception {
        List<Future<?>> first = takeAllPlaces();
        List<Future<?>> later = List.of(store("a"), store("disk full"), store("b"));

        freeAPlaceFor("a", "disk full", "b");
        commits.release(Gathered.GROUPS);

        allOf(first);
        for (Future<?> one : later) {
            assertThatThrownBy(one::get).hasCauseInstanceOf(DataAccessResourceFailureException.class);
        }
        assertThat(stored).hasSize(Gathered.GROUPS);
        assertThat(commits.availablePermits()).isZero();
    }

    @Test
    void aFailureTakesNoPlace() throws Exception {
        commits.release(1_000);
        for (int i = 0; i <= Gathered.GROUPS; i++) {
            assertThatThrownBy(() -> gathered.store("broken")).isInstanceOf(DataIntegrityViolationException.class);
            assertThatThrownBy(() -> gathered.store("disk full"))
                    .isInstanceOf(DataAccessResourceFailureException.class);
        }

        store("one").get();

        assertThat(stored).containsExactly(List.of("one"));
    }

    private List<Future<?>> takeAllPlaces() {
        List<Future<?>> first = new ArrayList<>();
        for (int i = 0; i < Gathered.GROUPS; i++) {
            first.add(store("first " + i));
        }
        return first;
    }

    private void freeAPlaceFor(String... group) {
        commits.release();
        await().untilAsserted(() -> assertThat(begun).contains(List.of(group)));
    }

    /** Returns when it waits, for its commit or for a place: so they come in order. */
    private Future<?> store(String value) {
        int before = threads.size();
        Future<?> stored = callers.submit(() -> gathered.store(value));
        await().until(() -> stored.isDone()
                || (threads.size() > before && threads.get(before).getState() == Thread.State.WAITING));
        return stored;
    }

    private ThreadFactory remembered() {
        return task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        };
    }

    private static void allOf(List<Future<?>> all) throws Exception {
        for (Future<?> one : all) {
            one.get();
        }
    }
}
