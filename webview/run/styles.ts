/* Every style of the run panel, for the panel in the editor and for reports. */
import '../lib/theme.css';
import '../lib/slider.css';
import '../lib/xyPlot/xyPlot.css';
import './alarms/alarms.css';
import './evaluation/confusion.css';
import './evaluation/evaluation.css';
import './data/dataCard.css';
import './diagnosis/diagnosis.css';
import './branch/branch.css';
import './header/header.css';
import './prediction/prediction.css';
import './rates/rates.css';
import './rewind/rewind.css';
import './samples/samples.css';
import './style.css';
import './weights/weights.css';
