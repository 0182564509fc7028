package dev.riskflow.provider;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderClientConfigurationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider.example",
                "/relative",
                "ftp://provider.example",
                "https:provider",
                "https://provider.example?a=b",
                "https://provider.example#a"
            })
    void aBaseUrlThatCantWorkStopsTheStart(String baseUrl) {
        assertThatThrownBy(() -> ProviderUnderTest.at(baseUrl)).hasStackTraceContaining("riskflow.provider.base-url");
    }
}
