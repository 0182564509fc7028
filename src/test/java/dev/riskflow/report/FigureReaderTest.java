package dev.riskflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures are read where they are; what is missing, renamed or odd is a gap, and no more than that. */
class FigureReaderTest {

    private static final Figures NONE =
            new Figures(null, null, null, null, null, null, null, null, null, null, null, null);

    private final FigureReader reader = new FigureReader();

    @Test
    void readsWhatTheContractNames() {
        assertThat(read("""
                {'period': 12, 'income': {'summary': {'total': 45612.30, 'average': -0.10}},
                 'accounts': [
                  {'iban': 'DE02', 'currency': 'USD', 'is_main_account': false, 'owners': []},
                  {'iban': 'DE89 3704 0044 0532 0130 00', 'currency': 'EUR', 'is_main_account': true,
                   'owners': ['Ada', 'Max'],
                   'balance': {'days_in_overdraft': 3,
                               'average': {'one_month': 12.30, 'three_months': 0, 'six_months': -1E+2}},
                   'verification_result': {'matched': {'affinity': 'VERY_HIGH'}}}]}
                """))
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
                        new BigDecimal("45612.30"),
                        new BigDecimal("-0.10")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'accounts': null, 'income': null, 'period': null}",
                "{'accounts': {}, 'income': [], 'period': 'twelve'}",
                "{'accounts': 7, 'income': 7, 'period': 12.5}",
                "{'accounts': 'none', 'income': {'summary': 'much'}, 'period': true}",
                "{'Accounts': [], 'incomes': {'summary': {'total': 1}}, 'months': 12}",
                "{'period': 99999999999999999999, 'income': {'summary': {'total': {'amount': 1}, 'average': 'a'}}}"
            })
    void whatIsMissingRenamedOrOfAnotherTypeIsAGap(String document) {
        assertThat(read(document)).isEqualTo(NONE);
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
                "{'verification_result': {'matched': {'affinity': {'level': 'HIGH'}}}}"
            })
    void anOddAccountStillCounts(String account) {
        assertThat(read("{'accounts': [" + account + "]}"))
                .isEqualTo(new Figures(null, 1, null, null, null, null, null, null, null, null, null, null));
    }

    @Test
    void ofSeveralAccountsNoneIsTakenForTheMainOne() {
        Figures figures = read("{'accounts': [{'currency': 'EUR'}, {'currency': 'USD', 'is_main_account': 'true'}]}");
        assertThat(figures.accountCount()).isEqualTo(2);
        assertThat(figures.currency()).isNull();
    }

    @Test
    void oneGapDoesNotHideTheRest() {
        Figures figures = read("{'period': 6, 'accounts': [{'balance': null, 'currency': 'EUR'}], 'income': 'none'}");
        assertThat(figures.periodMonths()).isEqualTo(6);
        assertThat(figures.currency()).isEqualTo("EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400000", "-1e400000", "1e-400000", "1e2147483647", "1e-2147483647"})
    void anAmountThatNoOneCouldShowIsAGap(String number) {
        Figures figures = read("{'income': {'summary': {'total': " + number + ", 'average': 1}}}");
        assertThat(figures.incomeTotal()).isNull();
        assertThat(figures.incomeAverage()).isEqualByComparingTo("1");
    }

    @Test
    void anAmountOfThousandsOfDigitsIsAGap() {
        String digits = "9".repeat(5_000);
        assertThat(read("{'income': {'summary': {'total': " + digits + "." + digits + "}}}")
                        .incomeTotal())
                .isNull();
    }

    @Test
    void aTextThatTheDatabaseCannotHoldIsAGap() {
        Figures figures = read("{'accounts': [{'currency': 'E\\u0000R', 'iban': 'DE\\u000089'}], 'period': 1}");
        assertThat(figures.currency()).isNull();
        assertThat(figures.mainAccountIban()).isNull();
        assertThat(figures.periodMonths()).isOne();
    }

    @Test
    void deepNestingIsNoReasonToStop() {
        Figures figures = read("{'deep': " + "[".repeat(5_000) + "]".repeat(5_000) + ", 'period': 1}");
        assertThat(figures.periodMonths()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "DE89370400440532013000, DE89**************3000",
        "NO9386011117947, NO93*******7947",
        "0532013000, **********",
        "'', ''"
    })
    void anIbanIsMasked(String iban, String masked) {
        assertThat(read("{'accounts': [{'iban': '" + iban + "'}]}").mainAccountIban())
                .isEqualTo(masked);
    }

    private Figures read(String document) {
        return reader.read(document.replace('\'', '"'));
    }
}
