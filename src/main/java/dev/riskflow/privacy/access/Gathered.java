package dev.riskflow.privacy.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Group commit: what many threads want stored at the same time is stored in a few statements. While {@value #GROUPS} groups
 * wait for their commits, those who come meanwhile gather, and the first of them stores for all when a place is free. Who
 * finds one free stores at once.
 *
 * @param <E> what is stored
 */
final class Gathered<E> {

    /** At the same time. With one alone, all would wait for the disk together, and the processor for them. */
    static final int GROUPS = 4;

    private final Consumer<List<E>> store;
    private final List<Waiting<E>> waiting = new ArrayList<>();
    private int underWay;

    /** @param store commits all of a list, or nothing of it */
    Gathered(Consumer<List<E>> store) {
        this.store = store;
    }

    /**
     * Returns once it is committed, and throws what the group's statement threw. A group that is refused for what one of it
     * holds is taken apart: each is tried alone then, for another one's fault is not its own.
     */
    void store(E value) {
        Waiting<E> own = new Waiting<>(value, new CompletableFuture<>());
        Turn turn = enter(own) ? Turn.STORES : own.await();
        if (turn == Turn.STORES) {
            turn = storeAllWaiting(own);
        }
        if (turn == Turn.ALONE) {
            store.accept(List.of(value));
        }
    }

    private synchronized boolean enter(Waiting<E> own) {
        if (underWay < GROUPS) {
            underWay++;
            return true;
        }
        waiting.add(own);
        return false;
    }

    private Turn storeAllWaiting(Waiting<E> own) {
        List<Waiting<E>> group = withWaiting(own);
        try {
            store.accept(group.stream().map(Waiting::value).toList());
            group.forEach(one -> one.turn().complete(Turn.STORED));
            return Turn.STORED;
        } catch (DataIntegrityViolationException e) {
            if (group.size() == 1) {
                throw e;
            }
            group.forEach(one -> one.turn().complete(Turn.ALONE));
            return Turn.ALONE;
        } catch (RuntimeException | Error e) {
            group.forEach(one -> one.turn().completeExceptionally(e));
            throw e;
        } finally {
            leave();
        }
    }

    private synchronized List<Waiting<E>> withWaiting(Waiting<E> own) {
        List<Waiting<E>> group = new ArrayList<>(List.of(own));
        group.addAll(waiting);
        waiting.clear();
        return group;
    }

    /** The place is handed on, if anybody waits for it. */
    private synchronized void leave() {
        if (waiting.isEmpty()) {
            underWay--;
        } else {
            waiting.removeFirst().turn().complete(Turn.STORES);
        }
    }

    private enum Turn {
        STORES,
        STORED,
        ALONE
    }

    private record Waiting<E>(E value, CompletableFuture<Turn> turn) {

        Turn await() {
            try {
                return turn.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }

        @Override
        public String toString() {
            return "Waiting[***]";
        }
    }
}
