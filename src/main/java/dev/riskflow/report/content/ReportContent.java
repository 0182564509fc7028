package dev.riskflow.report.content;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is readable of a report's document (contract, "The report"), for a page that shows it. The provider's own figures
 * as they are: nothing is added up, nothing rounded, and they need not add up either. Null, or an empty list, is "the
 * document does not say". Every text is the provider's and may hold anything: escape it.
 *
 * @param periodMonths months of history that the report covers
 * @param accounts null if the document has no list of accounts
 * @param sumsCurrency of all amounts outside of {@code accounts}, ISO 4217; the provider adds all accounts up, and does
 *     not say how where their currencies differ: then null
 * @param expenses the section that goes by a name of expenses
 * @param otherSections further ones of the same shape, such as fixed costs, under the provider's names
 * @param surplus the provider's, if it gives one
 * @param indicators null if the document has no section of risk indicators
 * @param unread what could not be read: sections that are not known, known ones of another type, and IBANs that are not
 *     shaped like one, by their path
 */
public record ReportContent(
        @Nullable Integer periodMonths,
        @Nullable List<Account> accounts,
        @Nullable String sumsCurrency,
        @Nullable Section income,
        @Nullable Section expenses,
        List<Section> otherSections,
        @Nullable BigDecimal surplus,
        @Nullable List<Indicator> indicators,
        List<String> unread) {

    /** Of a document in which nothing could be read. */
    static final ReportContent NOTHING =
            new ReportContent(null, null, null, null, null, List.of(), null, null, List.of("*"));

    /** The account that the provider calls main, else the only one: of several we don't choose. */
    public Optional<Account> mainAccount() {
        List<Account> all = accounts == null ? List.of() : accounts;
        return all.stream()
                .filter(account -> Boolean.TRUE.equals(account.isMain()))
                .findFirst()
                .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty());
    }

    @Override
    public String toString() {
        return "ReportContent[***]";
    }

    /**
     * An account. Its amounts are in its own currency.
     *
     * @param maskedIban country, check digits and the last four characters; the rest are asterisks
     * @param lastTransactionOn of the last booking
     * @param providedName the name that the flow was started with
     * @param matchedName the account holder's that it was compared to
     * @param affinity how well the two match, in the provider's words
     */
    public record Account(
            @Nullable String name,
            @Nullable String type,
            @Nullable List<String> owners,
            @Nullable String maskedIban,
            @Nullable String currency,
            @Nullable Boolean isJoint,
            @Nullable Boolean isMain,
            @Nullable LocalDate lastTransactionOn,
            @Nullable Integer daysInOverdraft,
            @Nullable BigDecimal averageBalanceOneMonth,
            @Nullable BigDecimal averageBalanceThreeMonths,
            @Nullable BigDecimal averageBalanceSixMonths,
            @Nullable String providedName,
            @Nullable String matchedName,
            @Nullable String affinity) {

        @Override
        public String toString() {
            return "Account[***]";
        }
    }

    /**
     * Money that came in or went out: a summary, its streams, and parts of the same shape.
     *
     * @param name the provider's, such as {@code income} or {@code regular}
     */
    public record Section(String name, @Nullable Summary summary, List<BookingStream> streams, List<Section> parts) {

        /** The part of that name. */
        public Optional<Section> part(String partName) {
            return parts.stream().filter(part -> part.name().equals(partName)).findFirst();
        }

        /** The average of its summary. */
        public @Nullable BigDecimal average() {
            return summary == null ? null : summary.average();
        }

        @Override
        public String toString() {
            return "Section[***]";
        }
    }

    /**
     * How the provider sums bookings up.
     *
     * @param count of bookings
     * @param total over the whole period
     * @param low of a month; so is high
     * @param average per month: the provider divides the total by the months of the period
     */
    public record Summary(
            @Nullable Integer count,
            @Nullable BigDecimal total,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable BigDecimal average) {

        @Override
        public String toString() {
            return "Summary[***]";
        }
    }

    /** Bookings of one kind. */
    public record BookingStream(
            @Nullable String categoryId,
            @Nullable String categoryName,
            Summary summary,
            @Nullable LocalDate firstBookedOn,
            @Nullable LocalDate lastBookedOn) {

        @Override
        public String toString() {
            return "BookingStream[***]";
        }
    }

    /**
     * Something that a lender looks at twice.
     *
     * @param name the provider's
     * @param present true if it says that there is such a thing: a flag, a count, a stream or an entry in a list; false if
     *     it says that there is none; null if it says neither
     * @param value the provider's own, if it is a single text, number or flag
     */
    public record Indicator(
            String name,
            @Nullable Boolean present,
            @Nullable Summary summary,
            @Nullable String value) {

        @Override
        public String toString() {
            return "Indicator[***]";
        }
    }
}
