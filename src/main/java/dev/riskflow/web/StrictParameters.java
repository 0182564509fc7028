package dev.riskflow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What query parameters may say. A list that ignored a misspelt filter would show too much: it takes the parameters that
 * it knows, each once, and refuses others by name. Values are written as in JSON.
 */
@Configuration(proxyBeanMethods = false)
class StrictParameters implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new EnumsAsInJson());
        registry.addConverter(String.class, Instant.class, Instant::parse);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns("/risk-flows", "/risk-reports");
    }

    /** Nothing is guessed: no other case, no empty text for "none". */
    @SuppressWarnings("rawtypes") // as the factory is used
    private static final class EnumsAsInJson implements ConverterFactory<String, Enum> {

        @Override
        public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
            return text -> Arrays.stream(type.getEnumConstants())
                    .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Not one of the values"));
        }
    }

    private static final class KnownParameters implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (handler instanceof HandlerMethod method) {
                List<String> known = known(method);
                if (!known.isEmpty()) {
                    request.getParameterMap().forEach((name, values) -> check(known, name, values.length));
                }
            }
            return true;
        }

        private static List<String> known(HandlerMethod method) {
            return Arrays.stream(method.getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                    .map(KnownParameters::name)
                    .toList();
        }

        private static String name(MethodParameter parameter) {
            String given = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class))
                    .name();
            return given.isEmpty() ? Objects.requireNonNull(parameter.getParameterName()) : given;
        }

        private static void check(List<String> known, String name, int times) {
            if (!known.contains(name)) {
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, name + " is not a parameter; there are " + String.join(", ", known));
            }
            if (times > 1) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST, name + " may be given once only");
            }
        }
    }
}
