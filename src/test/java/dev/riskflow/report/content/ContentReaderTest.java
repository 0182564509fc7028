package dev.riskflow.report.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riskflow.provider.Iban;
import dev.riskflow.report.content.ReportContent.Account;
import dev.riskflow.report.content.ReportContent.BookingStream;
import dev.riskflow.report.content.ReportContent.Indicator;
import dev.riskflow.report.content.ReportContent.Section;
import dev.riskflow.report.content.ReportContent.Summary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A report is read where it can be; what is missing, renamed or odd is a gap, and no more than that. */
class ContentReaderTest {

    private final ContentReader reader = new ContentReader();

    @Test
    void figuresAreTheProvidersOwn() {
        Figures figures = figures("""
                {'period': 12, 'surplus': 12.30,
                 'income': {'summary': {'total': 475945.40, 'average': 39662.12},
                            'regular': {'summary': {'average': 4808.33}}, 'variable': {'summary': {'average': -0.10}}},
                 'expenses': {'summary': {'average': -900.00}},
                 'risk_indicators': {'gambling': {'count': 2}, 'seizure': {'count': 0}},
                 'accounts': [
                  {'iban': 'DE02', 'currency': 'EUR', 'is_main_account': false, 'owners': []},
                  {'iban': 'DE89 3704 0044 0532 0130 00', 'currency': 'EUR', 'is_main_account': true,
                   'owners': ['Ada', 'Max'],
                   'balance': {'days_in_overdraft': 3,
                               'average': {'one_month': 12.30, 'three_months': 0, 'six_months': -1E+2}},
                   'verification_result': {'matched': {'affinity': 'VERY_HIGH'}}}]}
                """);
        assertThat(figures)
                .isEqualTo(new Figures(
                        12,
                        2,
                        2,
                        "DE89**************3000",
                        "EUR",
                        "VERY_HIGH",
                        3,
                        new BigDecimal("12.30"),
                        new BigDecimal("0"),
                        new BigDecimal("-1E+2"),
                        "EUR",
                        new BigDecimal("475945.40"),
                        new BigDecimal("39662.12"),
                        new BigDecimal("4808.33"),
                        new BigDecimal("-0.10"),
                        new BigDecimal("-900.00"),
                        new BigDecimal("12.30"),
                        List.of("gambling")));
    }

    @Test
    void aPageGetsAllThatTheContractNames() {
        ReportContent content = read("""
                {'id': 'r', 'period': 6,
                 'accounts': [
                  {'name': 'Giro', 'type': 'Giro account', 'owners': ['Ada'], 'iban': 'DE89370400440532013000',
                   'currency': 'EUR', 'is_jointly_managed': false, 'is_main_account': true,
                   'last_transaction_on': '2026-03-31',
                   'balance': {'days_in_overdraft': 0, 'average': {'one_month': 1, 'three_months': 2, 'six_months': 3}},
                   'verification_result': {'provided': {'name': 'A'}, 'matched': {'name': 'Ada', 'affinity': 'LOW'}}}],
                 'income': {'summary': {'count': 3, 'total': 30, 'low': 1, 'high': 20, 'average': 5},
                            'regular': {'summary': {'count': 1}, 'streams': [
                              {'category': {'id': 11, 'name': 'Salary'}, 'count': 1, 'total': 10.00,
                               'first_booked_on': '2026-01-02', 'last_booked_on': '2026-03-04'}]}},
                 'fixed_costs': {'summary': {'count': 0}, 'streams': []}}
                """);
        BigDecimal one = BigDecimal.ONE;
        assertThat(content.accounts())
                .containsExactly(new Account(
                        "Giro",
                        "Giro account",
                        List.of("Ada"),
                        "DE89**************3000",
                        "EUR",
                        false,
                        true,
                        LocalDate.of(2026, 3, 31),
                        0,
                        one,
                        BigDecimal.TWO,
                        new BigDecimal("3"),
                        "A",
                        "Ada",
                        "LOW"));
        BookingStream salary = new BookingStream(
                "11",
                "Salary",
                new Summary(1, new BigDecimal("10.00"), null, null, null),
                LocalDate.of(2026, 1, 2),
                LocalDate.of(2026, 3, 4));
        assertThat(content.income())
                .isEqualTo(new Section(
                        "income",
                        new Summary(3, new BigDecimal("30"), one, new BigDecimal("20"), new BigDecimal("5")),
                        List.of(),
                        List.of(new Section(
                                "regular", new Summary(1, null, null, null, null), List.of(salary), List.of()))));
        assertThat(content.otherSections()).extracting(Section::name).containsExactly("fixed_costs");
        assertThat(content.indicators()).isNull();
        assertThat(content.surplus()).isNull();
        assertThat(content.unread()).isEmpty();
    }

    /** As in the provider's older guide: streams without a summary. None is made up. */
    @Test
    void anOlderReportHasItsStreamsAsABareArray() {
        ReportContent content = read("""
                {'income': {'regular': [{'total': 1234.56, 'average': 2123.25, 'count': 14,
                                         'category': {'id': 123, 'name': 'Online'}}],
                            'primary': {'total': 1, 'recurrence': 'monthly'}, 'closeness': 10},
                 'expenses': {'regular': []}}
                """);
        Section regular =
                Objects.requireNonNull(content.income()).part("regular").orElseThrow();
        assertThat(regular.summary()).isNull();
        assertThat(regular.streams()).extracting(BookingStream::categoryName).containsExactly("Online");
        assertThat(Figures.of(content)).isEqualTo(Figures.NONE);
        assertThat(content.unread()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'accounts': null, 'income': null, 'period': null, 'expenses': null, 'risk_indicators': null}",
            })
    void whatIsMissingIsAGapAndNothingWasUnreadable(String document) {
        assertThat(figures(document)).isEqualTo(Figures.NONE);
        assertThat(read(document).unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'accounts': {}, 'income': 7, 'period': 'twelve'}               | accounts period income
            {'accounts': 7, 'income': true, 'period': 12.5}                 | accounts period income
            {'accounts': 'none', 'income': {'summary': 'much'}}             | accounts income.summary
            {'Accounts': [], 'incomes': {'summary': {'total': 1}}}          | Accounts
            {'months': 12, 'spending_patterns': {'model': '2.4'}}           | months spending_patterns
            {'period': 99999999999999999999}                                | period
            {'income': {'summary': {'total': {'a': 1}, 'average': 'a'}}}    | income.summary.total income.summary.average
            {'income': {'regular': 'x', 'streams': {}}}                     | income.streams income.regular
            {'income': {'regular': {'streams': [1, {'first_booked_on': 1}]}}} | income.regular.streams[0] income.regular.streams[1].first_booked_on
            {'risk_indicators': 'none'}                                     | risk_indicators
            {'risk_indicators': [1, {'count': 1}]}                          | risk_indicators[0] risk_indicators[1]
            {'surplus': 'little'}                                           | surplus
            {'surplus': {}}                                                 | surplus
            """)
    void whatCannotBeReadIsSaidByItsPath(String document, String unread) {
        assertThat(figures(document)).usingRecursiveComparison().isEqualTo(Figures.NONE);
        assertThat(read(document).unread()).containsExactly(unread.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "7",
                "[]",
                "{'owners': 'Ada', 'iban': 7, 'currency': [], 'balance': 3, 'verification_result': 'yes'}",
                "{'owners': {}, 'iban': null, 'balance': {'days_in_overdraft': '3', 'average': [1]}}",
                "{'balance': {'days_in_overdraft': 3.5, 'average': {'one_month': '12.30', 'three_months': null}}}",
                "{'verification_result': {'matched': []}}",
                "{'verification_result': {'matched': {'affinity': {'level': 'HIGH'}}}}",
                "{'last_transaction_on': 'yesterday', 'is_main_account': 'true'}"
            })
    void anOddAccountStillCounts(String account) {
        assertThat(figures("{'accounts': [" + account + "]}"))
                .usingRecursiveComparison()
                .ignoringFields("accountCount")
                .isEqualTo(Figures.NONE);
        assertThat(figures("{'accounts': [" + account + "]}").accountCount()).isOne();
    }

    @Test
    void ofSeveralAccountsNoneIsTakenForTheMainOneAndTheirCurrenciesAreNotMixed() {
        Figures figures =
                figures("{'accounts': [{'currency': 'EUR'}, {'currency': 'USD', 'is_main_account': 'true'}]}");
        assertThat(figures.accountCount()).isEqualTo(2);
        assertThat(figures.currency()).isNull();
        assertThat(figures.sumsCurrency()).isNull();
        assertThat(figures("{'accounts': [{'currency': 'CHF'}, {'currency': 'CHF'}]}")
                        .sumsCurrency())
                .isEqualTo("CHF");
        assertThat(figures("{'accounts': [{'currency': 'CHF'}, {}]}").sumsCurrency())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'risk_indicators': {'a': {'count': 1}, 'b': {'count': 0}}}                 | a
            {'indicators': {'a': {'summary': {'count': 3}}, 'b': {'summary': {'count': 0}}}} | a
            {'risk': {'a': true, 'b': false, 'c': 2, 'd': 0, 'e': null}}                | a c
            {'risk_flags': {'a': [1], 'b': []}}                                         | a
            {'indicators': ['a', 'b']}                                                  | a b
            {'indicators': [{'id': 'a'}, {'name': 'b', 'count': 0}, {'type': 'c', 'count': 1}]} | a c
            {'risk_indicators': {'streams': [{'category': {'id': 1, 'name': 'Gambling'}, 'count': 4}]}} | 1
            {'risk_indicators': {'a': {'detected': true}, 'b': {'present': false}}}     | a
            {'risk_indicators': {'a': {'streams': [{'count': 4}]}, 'b': {'streams': []}}} | a
            {'risk_indicators': {'a': {'count': 1}, 'b': {'level': 'HIGH'}}}            | a
            """)
    void anIndicatorIsPresentIfTheProviderSaysSo(String document, String present) {
        assertThat(figures(document).indicators()).containsExactly(present.split(" "));
    }

    /** The section may be of the same shape as those of money. Parts of parts are not looked into, deep as they may go. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'streams': [], 'gambling': {'count': 3}}                                   | gambling
            {'streams': [{'category': {'id': 'a'}}], 'b': true}                         | a b
            {'summary': {'count': 4}, 'gambling': {'summary': {'count': 4}}}            | gambling
            {'regular': {'summary': {'count': 4}, 'streams': [{'category': {'id': 'a'}}]}, 'variable': [{'id': 'b'}]} | a b
            {'regular': {'streams': [{'id': 'a'}], 'b': true}, 'c': true}               | a b c
            {'regular': {'streams': [{'id': 'a'}], 'variable': [{'id': 'b'}]}}          | a variable
            {'regular': {'summary': {'count': 4}, 'streams': []}, 'variable': []}       | regular
            {'summary': {'count': 4}, 'streams': []}                                    | summary
            """)
    void indicatorsAreFoundWhereverASectionHasThem(String section, String present) {
        ReportContent content = read("{'risk_indicators': " + section + "}");
        assertThat(Figures.of(content).indicators()).containsExactly(present.split(" "));
        assertThat(content.unread()).isEmpty();
    }

    @Test
    void ofAnIndicatorThatSaysNeitherNothingIsClaimed() {
        assertThat(read("{'risk_indicators': {'score': 'B', 'other': {'level': 'HIGH'}}}")
                        .indicators())
                .containsExactly(new Indicator("score", null, null, "B"), new Indicator("other", null, null, null));
        assertThat(figures("{'risk_indicators': {'score': 'B'}}").indicators()).isNull();
        assertThat(figures("{'risk_indicators': {'score': 'B', 'gambling': {'count': 0}}}")
                        .indicators())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'streams': []}",
                "{'gambling': {'count': 0}, 'seizure': false}",
                "[{'id': 'a', 'count': 0}]"
            })
    void thatNoIndicatorIsPresentIsSaidByTheProvider(String indicators) {
        assertThat(figures("{'risk_indicators': " + indicators + "}").indicators())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[{'count': 1}]", "{'streams': [7]}", "{'gambling': null}"})
    void thatNoneCanBeReadDoesNotSayThatNoneIsPresent(String indicators) {
        assertThat(read("{'risk_indicators': " + indicators + "}").indicators()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expenses", "expense", "expenditures", "expenditure", "spending"})
    void expensesGoByOtherNames(String name) {
        assertThat(figures("{'" + name + "': {'summary': {'average': -12.30}}}").expensesAverage())
                .isEqualTo("-12.30");
    }

    @Test
    void aNameWithoutASectionHidesNoOther() {
        ReportContent content = read("""
                {'expenses': null, 'expenditures': {'summary': {'average': -900.50}},
                 'risk_indicators': null, 'risks': {'gambling': {'count': 3}}}
                """);
        assertThat(Figures.of(content).expensesAverage()).isEqualTo("-900.50");
        assertThat(Figures.of(content).indicators()).containsExactly("gambling");
        assertThat(content.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12.30                        | 12.30
            {'summary': {'average': 4}}  | 4
            {'average': 5}               | 5
            """)
    void aSurplusIsReadAndNeverComputed(String surplus, BigDecimal expected) {
        assertThat(figures("{'surplus': " + surplus + "}").surplus()).isEqualTo(expected);
        assertThat(figures("{'income': {'summary': {'average': 3}}, 'expenses': {'summary': {'average': -2}}}")
                        .surplus())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e400000", "-1e400000", "1e-400000", "1e2147483647", "1e-2147483647", "1e99999999999999999999"})
    void anAmountThatNoOneCouldShowIsAGap(String number) {
        ReportContent content = read("{'income': {'summary': {'total': " + number + ", 'average': 1}}}");
        assertThat(Figures.of(content).incomeTotal()).isNull();
        assertThat(Figures.of(content).incomeAverage()).isEqualByComparingTo("1");
        assertThat(content.unread()).containsExactly("income.summary.total");
    }

    @Test
    void anAmountOfThousandsOfDigitsIsAGap() {
        String digits = "9".repeat(5_000);
        assertThat(figures("{'income': {'summary': {'total': " + digits + "." + digits + "}}}")
                        .incomeTotal())
                .isNull();
    }

    @Test
    void aTextThatTheDatabaseCannotHoldIsAGap() {
        ReportContent content = read("{'accounts': [{'currency': 'E\\u0000R', 'iban': 'DE\\u000089', 'name': '\\ud83d',"
                + " 'type': '" + "x".repeat(301) + "'}], 'period': 1, 'risk_indicators': {'\\u0000': 1}}");
        assertThat(Figures.of(content))
                .usingRecursiveComparison()
                .ignoringFields("accountCount", "periodMonths")
                .isEqualTo(Figures.NONE);
        assertThat(content.periodMonths()).isOne();
        assertThat(content.unread())
                .containsExactly(
                        "accounts[0].name", "accounts[0].type", "accounts[0].iban", "accounts[0].currency", "?");
    }

    @Test
    void deepNestingIsNoReasonToStop() {
        ReportContent content = read("{'deep': " + "[".repeat(5_000) + "]".repeat(5_000) + ", 'period': 1}");
        assertThat(content.periodMonths()).isOne();
    }

    @Test
    void ofADocumentThatIsOddAllOverTheFirstOddPlacesAreNamed() {
        String accounts = "7,".repeat(9_999) + "7";
        ReportContent content = read("{'accounts': [" + accounts + "]}");
        assertThat(Figures.of(content).accountCount()).isEqualTo(10_000);
        assertThat(content.unread()).hasSize(50).startsWith("accounts[0]");
    }

    /** Beyond hundreds of times of what a report has, a tree of it would end the process. */
    @Test
    void ofADocumentThatWouldFillTheMemoryNothingIsRead() {
        String some = "{},".repeat(400_000) + "{}";
        String more = "{},".repeat(ContentReader.MOST_TOKENS / 2) + "{}";

        assertThat(read("{'period': 12, 'x': [" + some + "]}").periodMonths()).isEqualTo(12);
        assertThat(read("{'period': 12, 'x': [" + more + "]}").unread()).containsExactly("*");
    }

    @Test
    void aDocumentWithoutAnEndToItsOddnessIsStillSaidToBeUnread() {
        String document = "{'deep': " + "[".repeat(20_000) + "]".repeat(20_000) + "}";
        assertThat(read(document).unread()).containsExactly("*");
        assertThat(reader.extract(document.replace('\'', '"'))).isEqualTo(Extract.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "DE89370400440532013000, DE89**************3000",
        "NO9386011117947, NO93*******7947",
        "0532013000, **********",
        "'', ''"
    })
    void anIbanIsMasked(String iban, String masked) {
        assertThat(figures("{'accounts': [{'iban': '" + iban + "'}]}").mainAccountIban())
                .isEqualTo(masked);
    }

    @Test
    void everyAccountCanBeSearchedFor() {
        assertThat(reader.extract("""
                        {"accounts": [{"iban": "de89 3704 0044 0532 0130 00"}, {"iban": "DE36590100140000022375"},
                                      {"iban": "0532013000"}, {"iban": 7}, null, {"iban": "DE89370400440532013000"}]}
                        """).ibans())
                .containsExactly(new Iban("DE89370400440532013000"), new Iban("DE36590100140000022375"));
    }

    /** As they come of word processors and tables: hard spaces, narrow ones, tabs. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\\u00a0", "\\u202f", "\\t"})
    void blanksInAnIbanDoNotMatter(String blank) {
        String document = "{'accounts': [{'iban': 'DE89" + blank + "37040044053201" + blank + "3000'}]}";
        assertThat(reader.extract(document.replace('\'', '"')).ibans())
                .containsExactly(new Iban("DE89370400440532013000"));
        assertThat(read(document).unread()).isEmpty();
        assertThat(figures(document).mainAccountIban()).isEqualTo("DE89**************3000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0532013000", "", "DE89-3704-0044-0532-0130-00", "DE893704004405320130001111111111111"})
    void anIbanThatNoSearchFindsIsNamed(String iban) {
        assertThat(read("{'accounts': [{'iban': '" + iban + "'}]}").unread()).containsExactly("accounts[0].iban");
    }

    private ReportContent read(String document) {
        return reader.read(document.replace('\'', '"'));
    }

    private Figures figures(String document) {
        return Figures.of(read(document));
    }
}
