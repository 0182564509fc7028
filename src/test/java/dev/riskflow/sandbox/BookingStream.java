package dev.riskflow.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bookings of one kind, oldest first; and how a report sums them up. */
record BookingStream(String categoryId, String categoryName, List<Booking> bookings) {

    record Booking(LocalDate on, BigDecimal amount) {}

    Map<String, Object> json() {
        Map<String, Object> stream = new LinkedHashMap<>();
        stream.put("category", Json.object("id", categoryId, "name", categoryName));
        if (!bookings.isEmpty()) {
            stream.put("first_booked_on", bookings.getFirst().on().toString());
            stream.put("last_booked_on", bookings.getLast().on().toString());
        }
        stream.putAll(summary(bookings));
        return stream;
    }

    /** A section of a report: the summary over all streams, and the streams. */
    static Map<String, Object> section(List<BookingStream> streams) {
        return Json.object(
                "summary",
                summary(allBookings(streams)),
                "streams",
                streams.stream().map(BookingStream::json).toList());
    }

    static List<Booking> allBookings(Collection<BookingStream> streams) {
        return streams.stream().flatMap(stream -> stream.bookings().stream()).toList();
    }

    /** Without bookings there is nothing to say but that. */
    static Map<String, Object> summary(List<Booking> bookings) {
        if (bookings.isEmpty()) {
            return Json.object("count", 0, "total", new BigDecimal("0.00"));
        }
        List<BigDecimal> amounts = bookings.stream().map(Booking::amount).toList();
        BigDecimal total = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return Json.object(
                "count", amounts.size(),
                "total", total,
                "low", amounts.stream().min(Comparator.naturalOrder()).orElseThrow(),
                "high", amounts.stream().max(Comparator.naturalOrder()).orElseThrow(),
                "average", total.divide(BigDecimal.valueOf(amounts.size()), 2, RoundingMode.HALF_EVEN));
    }
}
