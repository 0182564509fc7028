package dev.riskflow.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Bookings of one kind, oldest first; and how a report sums them up.
 *
 * @param months that the report covers
 */
record BookingStream(String categoryId, String categoryName, int months, List<Booking> bookings) {

    record Booking(LocalDate on, BigDecimal amount) {}

    Map<String, Object> json() {
        Map<String, Object> stream = new LinkedHashMap<>();
        stream.put("category", Json.object("id", categoryId, "name", categoryName));
        if (!bookings.isEmpty()) {
            stream.put("first_booked_on", bookings.getFirst().on().toString());
            stream.put("last_booked_on", bookings.getLast().on().toString());
        }
        stream.putAll(summary(bookings, months));
        return stream;
    }

    /** A section of a report: the summary over all streams, and the streams. */
    static Map<String, Object> section(List<BookingStream> streams, int months) {
        return Json.object(
                "summary",
                summary(allBookings(streams), months),
                "streams",
                streams.stream().map(BookingStream::json).toList());
    }

    static List<Booking> allBookings(Collection<BookingStream> streams) {
        return streams.stream().flatMap(stream -> stream.bookings().stream()).toList();
    }

    /**
     * Low, high and average are of a month, as in the provider's own sample: its average is the total divided by the
     * months. Without bookings there is nothing to say but that.
     */
    static Map<String, Object> summary(List<Booking> bookings, int months) {
        if (bookings.isEmpty()) {
            return Json.object("count", 0, "total", new BigDecimal("0.00"));
        }
        Collection<BigDecimal> ofMonths = bookings.stream()
                .collect(Collectors.toMap(booking -> YearMonth.from(booking.on()), Booking::amount, BigDecimal::add))
                .values();
        BigDecimal total = ofMonths.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return Json.object(
                "count", bookings.size(),
                "total", total,
                "low", ofMonths.stream().min(Comparator.naturalOrder()).orElseThrow(),
                "high", ofMonths.stream().max(Comparator.naturalOrder()).orElseThrow(),
                "average", total.divide(BigDecimal.valueOf(months), 2, RoundingMode.HALF_EVEN));
    }
}
