package dev.riskflow.dashboard;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The doors: the way in, and the form to sign in with. The security filters take what the form sends. */
@Controller
class SignInController {

    @GetMapping("/")
    String start() {
        return "redirect:/dashboard";
    }

    @GetMapping("/login")
    String form(@Nullable Principal user) {
        return user == null ? "dashboard/login" : "redirect:/dashboard";
    }
}
