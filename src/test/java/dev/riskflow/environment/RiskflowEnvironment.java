package dev.riskflow.environment;

import dev.riskflow.sandbox.SandboxProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Puts a database and a provider around a service under test, and tells it where they are. */
final class RiskflowEnvironment implements ApplicationContextInitializer<GenericApplicationContext> {

    /** The property source with what is said here. */
    static final String SETTINGS = "riskflow environment";

    /** Of a page that may call the API, and where browsers may be sent back to. */
    static final String SHOP_ORIGIN = "https://shop.example.com";

    @Override
    public void initialize(GenericApplicationContext context) {
        // Known before the start: the provider is told where browsers come back to.
        int port = FreePort.find();
        SandboxProvider provider = SandboxProvider.start();
        Map<String, Object> settings = new LinkedHashMap<>(
                SandboxSettings.of(port, EmbeddedDatabase.shared().createDatabase(), provider));
        settings.put(
                "riskflow.return-urls", SHOP_ORIGIN + "/shop,http://localhost:3000,https://back.example.com:8443/a/");
        settings.put("riskflow.security.allowed-origins", SHOP_ORIGIN);
        TestIssuer issuer = TestIssuer.start();
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer.url());
        settings.put("riskflow.security.jwt.audience", TestIssuer.AUDIENCE);
        settings.put("riskflow.security.jwt.services", TestIssuer.LISTED_SERVICE);
        // Last, so that a single test can say otherwise.
        context.getEnvironment().getPropertySources().addLast(new MapPropertySource(SETTINGS, settings));
        context.registerBean(SandboxProvider.class, () -> provider);
        context.registerBean(TestIssuer.class, () -> issuer);
        context.registerBean(Riskflow.class, () -> new Riskflow("http://localhost:" + port));
        context.registerBean(Rows.class);
    }
}
