package dev.riskflow.flow.life;

import dev.riskflow.flow.Binding;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a flow's link, as they are stored.
 *
 * @param location sealed; the widget's; null once the link's lifetime is over
 * @param browserHash SHA-256 of the browser's key; only with {@link Binding#BROWSER}
 * @param browserKey sealed; what the browser's cookie holds; forgotten with the location
 * @param parameters sealed; what the link was made of, for its renewal; ongoing flows only
 * @param sealedWith the key that sealed all of them
 */
@Embeddable
@SuppressWarnings("ArrayRecordComponent") // never compared, never printed
public record SealedLink(
        @Nullable String location,
        byte @Nullable [] browserHash,
        @Nullable String browserKey,
        @Nullable String parameters,
        @Nullable String sealedWith) {

    /** Of a flow that was started before these were kept. */
    static final SealedLink NOTHING = new SealedLink(null, null, null, null, null);

    @Override
    public String toString() {
        return "SealedLink[***]";
    }
}
