package dev.riskflow.provider;

import dev.riskflow.RequestTurns;
import dev.riskflow.UnusableSetting;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Builds the provider's client on the JDK's HTTP client, whatever else is on the classpath: it never resends a POST,
 * and a code or refresh token must be presented once.
 */
@Configuration(proxyBeanMethods = false)
class ProviderClientConfiguration {

    @Bean
    RiskReportProvider riskReportProvider(
            ProviderSettings settings,
            Clock clock,
            RestClient.Builder builder,
            HttpClientSettings http,
            CallMeters meters,
            RequestTurns requests) {
        RestClient.Builder client = builder.clone()
                .baseUrl(baseUrl(settings.baseUrl()))
                // Said nothing, any coding may be answered with (RFC 9110, section 12.5.3).
                .defaultHeader(HttpHeaders.ACCEPT_ENCODING, "identity")
                .configureMessageConverters(converters -> converters.configureMessageConvertersList(list -> {
                    list.clear();
                    list.add(new ByteArrayHttpMessageConverter());
                    list.add(new JacksonJsonHttpMessageConverter(ProviderJson.writing()));
                }))
                .requestInterceptor(new CallAuthentication(settings.clientId(), settings.clientSecret()))
                .requestInterceptor(new BoundedAnswers())
                // Every answer is a value here; its status is judged by CallFailures.
                .defaultStatusHandler(status -> true, (request, response) -> {});
        return new HttpRiskReportProvider(
                api(client, engine(http, settings.connectTimeout(), settings.readTimeout())),
                api(client, engine(http, settings.connectTimeout(), settings.tokenReadTimeout())),
                new ProviderCalls(settings.maxConcurrent(), clock, meters, requests));
    }

    private static ProviderApi api(RestClient.Builder client, ClientHttpRequestFactory engine) {
        RestClient restClient = client.clone().requestFactory(engine).build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(restClient))
                .build()
                .createClient(ProviderApi.class);
    }

    /** HTTP/1.1 only: the client's upgrade to HTTP/2 loses calls under load. The read timeout covers a whole call. */
    private static ClientHttpRequestFactory engine(HttpClientSettings http, Duration connect, Duration read) {
        return ClientHttpRequestFactoryBuilder.jdk()
                .withHttpClientCustomizer(client -> client.version(HttpClient.Version.HTTP_1_1))
                .withCustomizer(factory -> factory.enableCompression(false))
                .build(http.withTimeouts(connect, read).withRedirects(HttpRedirects.DONT_FOLLOW));
    }

    private static String baseUrl(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new UnusableSetting(
                    "riskflow.provider.base-url must be an absolute http or https URL without query and fragment");
        }
        return url.toString();
    }
}
