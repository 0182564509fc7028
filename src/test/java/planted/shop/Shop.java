package planted.shop;

import planted.safe.Safe;

/** Uses somebody all the same. */
public final class Shop {

    private final Safe safe = new Safe();

    @Override
    public String toString() {
        return "Shop with " + safe;
    }
}
