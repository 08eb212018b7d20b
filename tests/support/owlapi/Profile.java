import java.io.File;
import java.util.List;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;

/** Prints each violation of OWL 2 DL and OWL 2 RL of the file named, one a line. */
public final class Profile {
    public static void main(String[] arguments) throws Exception {
        OWLOntology ontology =
                OWLManager.createOWLOntologyManager()
                        .loadOntologyFromOntologyDocument(new File(arguments[0]));
        System.out.println("axioms " + ontology.getAxiomCount());
        for (Profiles profile : List.of(Profiles.OWL2_DL, Profiles.OWL2_RL)) {
            for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations()) {
                System.out.println(profile + "\t" + violation.toString().replaceAll("\\s+", " "));
            }
        }
    }
}
