package dev.riskflow.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The API speaks JSON, which is UTF-8 (RFC 8259, section 8.1). Libraries of the API's description bring YAML with them, and
 * Spring MVC would take it for bodies too: by rules of its own, under which names differ, and what is not known is dropped.
 * A {@code charset} that is asked for means nothing, since JSON has no such parameter; taken at its word, it would be
 * refused when there is an answer to be written, and all is done.
 */
@Configuration(proxyBeanMethods = false)
class JsonOnly implements WebMvcConfigurer {

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(converters -> converters.removeIf(
                converter -> converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(new WithoutCharset()));
    }

    private static final class WithoutCharset extends HeaderContentNegotiationStrategy {

        @Override
        public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
            return super.resolveMediaTypes(request).stream()
                    .map(WithoutCharset::withoutCharset)
                    .toList();
        }

        private static MediaType withoutCharset(MediaType type) {
            if (type.getCharset() == null) {
                return type;
            }
            Map<String, String> parameters = new HashMap<>(type.getParameters());
            parameters.keySet().removeIf("charset"::equalsIgnoreCase);
            return new MediaType(type, parameters);
        }
    }
}
