package dev.riskflow.sandbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Money that comes and goes on the chosen accounts. What is regular is the same after each re-sync; what varies, varies.
 */
final class Household {

    private final Dice steady;
    private final Dice moving;
    private final LocalDate until;
    private final int months;
    private final boolean hasGiroAccount;

    Household(String seed, int revision, LocalDate until, int months, boolean hasGiroAccount) {
        this.steady = new Dice("steady " + seed);
        this.moving = new Dice("moving " + seed + " " + revision);
        this.until = until;
        this.months = months;
        this.hasGiroAccount = hasGiroAccount;
    }

    List<BookingStream> regularIncome() {
        if (!hasGiroAccount) {
            return List.of();
        }
        List<BookingStream> streams = new ArrayList<>();
        streams.add(monthly("salary", "Gehalt", 28, steady.amount(1_900, 4_600)));
        if (steady.chance(35)) {
            streams.add(monthly("child_benefit", "Kindergeld", 9, new BigDecimal("255.00")));
        }
        return streams;
    }

    List<BookingStream> variableIncome() {
        return List.of(
                varying("interest", "Zinsen", Math.max(1, months / 3), 1, 14, 1),
                varying("refunds", "Erstattungen", moving.between(1, 4), 10, 180, 1));
    }

    List<BookingStream> fixedCosts() {
        if (!hasGiroAccount) {
            return List.of();
        }
        List<BookingStream> streams = new ArrayList<>();
        streams.add(monthly("rent", "Miete", 3, steady.amount(480, 1_250).negate()));
        streams.add(monthly("energy", "Strom und Gas", 5, steady.amount(60, 170).negate()));
        streams.add(monthly("telecommunication", "Mobilfunk", 12, new BigDecimal("-12.30")));
        if (steady.chance(40)) {
            streams.add(monthly("loan", "Ratenkredit", 1, steady.amount(90, 380).negate()));
        }
        return streams;
    }

    List<BookingStream> regularExpenses() {
        return List.of(
                monthly("insurance", "Versicherungen", 2, steady.amount(30, 140).negate()),
                monthly("subscriptions", "Abonnements", 15, steady.amount(8, 45).negate()));
    }

    List<BookingStream> variableExpenses() {
        return List.of(
                varying("groceries", "Lebensmittel", months * 6, 9, 95, -1),
                varying("mobility", "Tanken und Fahrkarten", months * 3, 12, 90, -1),
                varying("shopping", "Einkäufe", months * 2, 15, 240, -1));
    }

    /** Bookings that a lender looks at twice; mostly there are none. */
    BookingStream indicator(String id, String name, int percent, int low, int high) {
        return varying(id, name, moving.chance(percent) ? moving.between(1, 4) : 0, low, high, -1);
    }

    private BookingStream monthly(String id, String name, int dayOfMonth, BigDecimal amount) {
        List<BookingStream.Booking> bookings = new ArrayList<>();
        for (int back = months; back >= 1; back--) {
            bookings.add(new BookingStream.Booking(until.minusMonths(back).withDayOfMonth(dayOfMonth), amount));
        }
        return new BookingStream(id, name, months, bookings);
    }

    private BookingStream varying(String id, String name, int count, int low, int high, int sign) {
        long days = Math.max(1, until.toEpochDay() - until.minusMonths(months).toEpochDay());
        List<BookingStream.Booking> bookings = new ArrayList<>();
        for (int i = count; i >= 1; i--) {
            BigDecimal amount = moving.amount(low, high).multiply(BigDecimal.valueOf(sign));
            bookings.add(new BookingStream.Booking(until.minusDays(days * i / (count + 1)), amount));
        }
        return new BookingStream(id, name, months, bookings);
    }
}
