// What the page on which a file is looked over shows at once.
import "./reading.js";
import "./typing.js";
